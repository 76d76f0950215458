import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../kit/refusal.ts';
import { GraphQLLocalDate } from '../../kit/scalars.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { findLocked } from '../../kit/verb/find.ts';
import { Visa } from './visa.entity.ts';
import { whyNotStarted } from './visa.rules.ts';

@InputType({ description: 'The training of a visa begins.' })
export class StartVisaInput {
  @Field(() => ID, { description: 'The visa.' })
  visaId!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it began; today unless given.' })
  on?: string | null;

  @Field(() => String, { nullable: true, description: 'Makes a repeated call harmless: 8 to 200 characters.' })
  @IsOptional()
  @Length(8, 200)
  idempotencyKey?: string | null;
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
      'Begins the training of a visa: hours count from that day. Refused with ALREADY_STARTED, BEFORE_ISSUE, IN_THE_FUTURE, NOT_FOUND.',
  })
  startVisa(
    @Arg('input', () => StartVisaInput, { description: 'The visa.' }) input: StartVisaInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'startVisa', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const visa = await findLocked(em, Visa, input.visaId, 'visaId');
      const refusal = whyNotStarted(visa, on);
      if (refusal) throw refusal;
      visa.state = 'STARTED';
      visa.startedOn = on;
      await happened({ noun: 'Visa', id: visa.id, verb: 'startVisa', on });
      return { visa };
    });
  }
}
