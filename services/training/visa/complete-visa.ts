import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { keepHours, minutesBy } from './visa-hours.ts';
import { Visa } from './visa.entity.ts';
import { whyNotCompleted, whyNotEnough } from './visa.rules.ts';

@InputType({ description: 'The hours of a visa are complete.' })
export class CompleteVisaInput extends VerbInput {
  @Field(() => ID, { description: 'The visa.' })
  visaId!: string;
}

@ObjectType({ description: 'The visa, or why it was refused.' })
export class CompleteVisaPayload {
  @Field(() => Visa, { nullable: true, description: 'The visa, COMPLETED.' })
  visa?: Visa;

  @Field(() => [UserError], { description: 'Why it was not completed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class CompleteVisa {
  @Mutation(() => CompleteVisaPayload, {
    description:
      'Completes a visa once its hours were attended; from then on they count for no other visa. Refused with NOT_STARTED, NOT_ENOUGH_HOURS, BEFORE_START, ALREADY_COMPLETED, VISA_EXPIRED, VISA_CANCELLED, IN_THE_FUTURE, NOT_FOUND.',
  })
  completeVisa(
    @Arg('input', () => CompleteVisaInput, { description: 'The visa.' }) input: CompleteVisaInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'completeVisa', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const visa = await findLocked(em, Visa, input.visaId, 'visaId');
      refuse(whyNotCompleted(visa, on));
      await takeTurns(em, 'visa', visa.personId);
      const minutes = await minutesBy(em, visa.id, on);
      refuse(whyNotEnough(visa, minutes));
      await keepHours(em, visa.id, on);
      Object.assign(visa, { state: 'COMPLETED', completedOn: on, movedOn: on });
      await happened({ noun: 'Visa', id: visa.id, verb: 'completeVisa', on, details: { minutes } });
      return { visa };
    });
  }
}
