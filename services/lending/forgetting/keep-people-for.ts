import { IsInt, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { LONGEST_MONTHS } from './retention.rules.ts';
import { Retention, RETENTION_ID } from './retention.ts';

@InputType({ description: 'How long the association keeps people after the last contact.' })
export class KeepPeopleForInput extends VerbInput {
  @Field(() => Int, { description: 'Months, 1 to 24: the agreement that borrowers sign promises two years at most.' })
  @IsInt()
  @Min(1)
  @Max(LONGEST_MONTHS)
  months!: number;
}

@ObjectType({ description: 'How long people are kept now, or why that was not changed.' })
export class KeepPeopleForPayload {
  @Field(() => Retention, { nullable: true, description: 'As it is now; the next night goes by it.' })
  retention?: Retention;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class KeepPeopleFor {
  @Mutation(() => KeepPeopleForPayload, {
    description:
      'Says how long people are kept after the last contact: each night, whoever has no loan, pathway, seat or visa any more and was last seen earlier is forgotten in every service. Refused with HUB_HAS_NO_OPERATIONS, IN_THE_FUTURE, INVALID_INPUT.',
  })
  keepPeopleFor(
    @Arg('input', () => KeepPeopleForInput, { description: 'How long.' }) input: KeepPeopleForInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'keepPeopleFor', input, async ({ em, today, happened }) => {
      operatingSeat(context);
      const changedOn = businessDay(input.on, today);
      const { months } = input;
      await em.execute(
        `insert into retention (id, months, changed_on) values (?, ?, ?)
         on conflict (id) do update set months = excluded.months, changed_on = excluded.changed_on`,
        [RETENTION_ID, months, changedOn],
      );
      await happened({
        noun: 'Retention',
        id: RETENTION_ID,
        verb: 'keepPeopleFor',
        on: changedOn,
        details: { months },
      });
      return { retention: { months, changedOn } };
    });
  }
}
