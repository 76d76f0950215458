import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Visa } from './visa.entity.ts';
import { whyNotStarted } from './visa.rules.ts';

@InputType({ description: 'The training of a visa begins.' })
export class StartVisaInput extends VerbInput {
  @Field(() => ID, { description: 'The visa.' })
  visaId!: string;
}

@ObjectType({ description: 'The visa, or why it was refused.' })
export class StartVisaPayload {
  @Field(() => Visa, { nullable: true, description: 'The visa, STARTED.' })
  visa?: Visa;

  @Field(() => [UserError], { description: 'Why it was not started; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class StartVisa {
  @Mutation(() => StartVisaPayload, {
    description:
      'Begins the training of a visa: hours count from that day. Refused with ALREADY_STARTED, BEFORE_ISSUE, VISA_EXPIRED, VISA_CANCELLED, IN_THE_FUTURE, NOT_FOUND.',
  })
  startVisa(
    @Arg('input', () => StartVisaInput, { description: 'The visa.' }) input: StartVisaInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'startVisa', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const visa = await findLocked(em, Visa, input.visaId, 'visaId');
      refuse(whyNotStarted(visa, on));
      visa.state = 'STARTED';
      visa.startedOn = on;
      visa.movedOn = on;
      await happened({ noun: 'Visa', id: visa.id, verb: 'startVisa', on });
      return { visa };
    });
  }
}
