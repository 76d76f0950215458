import type { EntityManager } from '@mikro-orm/postgresql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import { pairOf, whyNotSame, whyNotTwo, type Judgement } from './duplicate.rules.ts';

/** Both of a pair, each found and locked in one order, so that two verbs on the same pair take turns. */
export async function bothOf<One>(
  find: (id: string) => Promise<One>,
  keptId: string,
  otherId: string,
): Promise<[One, One]> {
  const [firstId, secondId] = pairOf(keptId, otherId);
  const [first, second] = [await find(firstId), await find(secondId)];
  return firstId === keptId ? [first, second] : [second, first];
}

/** Refuses `SAME_ONE` and `JUDGED_DIFFERENT`. */
export async function refuseUnmergeable(
  em: EntityManager,
  keptId: string,
  otherId: string,
  field: string,
): Promise<void> {
  refuse(whyNotTwo(keptId, otherId, field));
  const [judged] = await em.execute<{ judgement: Judgement }[]>(
    'select judgement from duplicate_judgement where one_id = ? and other_id = ?',
    pairOf(keptId, otherId),
  );
  refuse(whyNotSame(judged?.judgement ?? null, field));
}

/** What was judged of an entry holds for the one it is merged into; what was judged of that one itself goes first. */
export async function passJudgementsOn(em: EntityManager, otherId: string, keptId: string): Promise<void> {
  await em.execute(
    `with gone as (delete from duplicate_judgement where ? in (one_id, other_id) returning *),
     third as (select judged.*, case when one_id = ? then other_id else one_id end as third_id from gone judged)
     insert into duplicate_judgement (one_id, other_id, judgement, judged_on)
     select least(third_id, kept.id), greatest(third_id, kept.id), judgement, judged_on
       from third cross join (select ?::text as id) kept where third_id <> kept.id
     on conflict (one_id, other_id) do nothing`,
    [otherId, otherId, keptId],
  );
}
