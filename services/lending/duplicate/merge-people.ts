import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { forgetSaid } from '../household/erasure.ts';
import { Person } from '../person/person.entity.ts';
import { whyStillSettling } from './duplicate.rules.ts';
import { bothOf, passJudgementsOn, refuseUnmergeable } from './pair.ts';
import { presentPerson } from './present.ts';
import { repoint, repointLater } from './repoint.ts';

@InputType({ description: 'Somebody who was registered twice.' })
export class MergePeopleInput extends VerbInput {
  @Field(() => ID, { description: 'The entry to keep: its name is the right one.' })
  keptPersonId!: string;

  @Field(() => ID, { description: 'The entry to merge into it; its id answers the kept one from then on.' })
  personId!: string;
}

@ObjectType({ description: 'The person who is one again, or why both stay.' })
export class MergePeoplePayload {
  @Field(() => Person, { nullable: true, description: 'The kept entry, with what it lacked from the other one.' })
  person?: Person;

  @Field(() => [UserError], { description: 'Why nothing was merged; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class MergePeople {
  @Mutation(() => MergePeoplePayload, {
    description:
      'Makes two entries of one person one: attendance and visas follow in training, at once or as soon as it answers. It cannot be undone. Refused with NOT_FOUND, SAME_ONE, JUDGED_DIFFERENT, MERGED, ERASED, MERGE_PENDING, IN_THE_FUTURE, INVALID_INPUT.',
  })
  async mergePeople(
    @Arg('input', () => MergePeopleInput, { description: 'Which entry to keep, and which to merge into it.' })
    input: MergePeopleInput,
    @Ctx() context: ServiceContext,
  ) {
    const { keptPersonId: keptId, personId: otherId } = input;
    const merged = await act(context, 'mergePeople', input, async (acting) => {
      const { em, happened, today } = acting;
      const on = businessDay(input.on, today);
      await refuseUnmergeable(em, keptId, otherId, 'personId');
      const find = (id: string) => presentPerson(em, id, id === keptId ? 'keptPersonId' : 'personId');
      const [kept, other] = await bothOf(find, keptId, otherId);
      await merge(acting, kept, other, on);
      const happening = { noun: 'Person', verb: 'mergePeople', on };
      await happened(
        { ...happening, id: keptId, details: { merged: otherId } },
        { ...happening, id: otherId, details: { into: keptId } },
      );
      return { person: kept };
    });
    // What training does not answer now, the job that was left asks again.
    if (merged.person) await repoint(context, otherId).catch(() => {});
    return merged;
  }
}

async function merge({ em }: Acting, kept: Person, other: Person, on: string): Promise<void> {
  const [settling] = await em.execute('select id from person_alias where kept_id = ? and is_settling', [other.id]);
  refuse(whyStillSettling(Boolean(settling), 'personId'));
  kept.birthYear ??= other.birthYear;
  kept.householdId ??= other.householdId;
  await em.execute('update person_alias set kept_id = ? where kept_id = ?', [kept.id, other.id]);
  await passJudgementsOn(em, other.id, kept.id);
  // Whoever erases the kept one later would not find where the other one had been registered.
  await forgetSaid(em, other.id, other.householdId);
  await em.remove(other).flush();
  await em.execute('insert into person_alias (id, kept_id, merged_on) values (?, ?, ?)', [other.id, kept.id, on]);
  await repointLater(em, other.id);
}
