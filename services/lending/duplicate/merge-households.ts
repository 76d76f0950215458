import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Household } from '../household/household.entity.ts';
import { mergedFacts } from './duplicate.rules.ts';
import { bothOf, passJudgementsOn, refuseUnmergeable } from './pair.ts';
import { presentHousehold } from './present.ts';

@InputType({ description: 'A household that was registered twice.' })
export class MergeHouseholdsInput extends VerbInput {
  @Field(() => ID, { description: 'The entry to keep: its commune is the right one.' })
  keptHouseholdId!: string;

  @Field(() => ID, { description: 'The entry to merge into it; its id answers the kept one from then on.' })
  householdId!: string;
}

@ObjectType({ description: 'The household that is one again, or why both stay.' })
export class MergeHouseholdsPayload {
  @Field(() => Household, { nullable: true, description: 'The kept entry, with the people and loans of both.' })
  household?: Household;

  @Field(() => [UserError], { description: 'Why nothing was merged; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class MergeHouseholds {
  @Mutation(() => MergeHouseholdsPayload, {
    description:
      'Makes two entries of one household one: people, loans and assessments of both are of the kept one, each loan at the commune it was asked from. The months of those loans are counted again; reports that are locked keep what they said. It cannot be undone. Refused with NOT_FOUND, SAME_ONE, JUDGED_DIFFERENT, MERGED, ERASED, IN_THE_FUTURE, INVALID_INPUT.',
  })
  mergeHouseholds(
    @Arg('input', () => MergeHouseholdsInput, { description: 'Which entry to keep, and which to merge into it.' })
    input: MergeHouseholdsInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'mergeHouseholds', input, async (acting) => {
      const { keptHouseholdId: keptId, householdId: otherId } = input;
      const { em, happened, today } = acting;
      const on = businessDay(input.on, today);
      await refuseUnmergeable(em, keptId, otherId, 'householdId');
      const find = (id: string) => presentHousehold(em, id, id === keptId ? 'keptHouseholdId' : 'householdId');
      const [kept, other] = await bothOf(find, keptId, otherId);
      await merge(acting, kept, other, on);
      const happening = { noun: 'Household', verb: 'mergeHouseholds', on };
      await happened(
        { ...happening, id: keptId, details: { merged: otherId } },
        { ...happening, id: otherId, details: { into: keptId } },
      );
      return { household: kept };
    });
  }
}

/** All that refers to a household. */
const REFERRING = [
  ['person', 'household_id'],
  ['loan', 'household_id'],
  ['eligibility', 'household_id'],
  ['household_alias', 'kept_id'],
] as const;

async function merge({ em }: Acting, kept: Household, other: Household, on: string): Promise<void> {
  Object.assign(kept, mergedFacts(kept, other));
  for (const [table, column] of REFERRING) {
    await em.execute(`update ${table} set ${column} = ? where ${column} = ?`, [kept.id, other.id]);
  }
  await em.execute('delete from household_move where household_id = ?', [other.id]);
  await passJudgementsOn(em, other.id, kept.id);
  await em.remove(other).flush();
  await em.execute('insert into household_alias (id, kept_id, merged_on) values (?, ?, ?)', [other.id, kept.id, on]);
}
