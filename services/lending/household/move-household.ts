import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { knownCommune } from '../../../packages/platform/verb/known-commune.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { presentHousehold } from '../duplicate/present.ts';
import { Household } from './household.entity.ts';
import { whyNotMoved } from './household.rules.ts';
import { lastMoveOf, moveLoans } from './residence.ts';

@InputType({ description: 'A household that went to live elsewhere.' })
export class MoveHouseholdInput extends VerbInput {
  @Field(() => ID, { description: 'The household.' })
  householdId!: string;

  @Field(() => ID, { description: 'The commune where it lives from that day on: `COM-56098`.' })
  commune!: string;
}

@ObjectType({ description: 'The household where it lives now, or why it did not move.' })
export class MoveHouseholdPayload {
  @Field(() => Household, { nullable: true, description: 'The household as it is now.' })
  household?: Household;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class MoveHousehold {
  @Mutation(() => MoveHouseholdPayload, {
    description:
      'Moves a household to another commune; loans asked for before that day keep theirs. Refused with NOT_FOUND, MERGED, ERASED, UNKNOWN_COMMUNE, SAME_COMMUNE, BEFORE_REGISTRATION, BEFORE_LAST_MOVE, IN_THE_FUTURE, INVALID_INPUT.',
  })
  moveHousehold(
    @Arg('input', () => MoveHouseholdInput, { description: 'The household, where to, and when.' })
    input: MoveHouseholdInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'moveHousehold', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const household = await presentHousehold(em, input.householdId, 'householdId');
      const { id, commune: from, registeredOn } = household;
      const to = knownCommune(input.commune, 'commune');
      refuse(whyNotMoved({ from, to, on, registeredOn, lastMovedOn: await lastMoveOf(em, household) }));
      await em.execute('insert into household_move (household_id, moved_on, from_commune) values (?, ?, ?)', [
        id,
        on,
        from,
      ]);
      // A request that was recorded before the move was known belongs where the household lived already.
      await moveLoans(em, household, to, on);
      household.commune = to;
      await happened({ noun: 'Household', id, verb: 'moveHousehold', on });
      return { household };
    });
  }
}
