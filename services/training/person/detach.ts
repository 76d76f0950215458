import type { EntityManager } from '@mikro-orm/postgresql';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { forgetKeys } from '../../../packages/platform/verb/idempotency.ts';
import { DETACHED } from '../kept-person.ts';

/** What was somebody's, by table, with the kind of thing it is in histories. */
const THEIRS = [
  ['attendance', 'Attendance'],
  ['visa', 'Visa'],
  ['pathway', 'Pathway'],
] as const;

/**
 * Parts everything from a person, under whichever ids they were known; answers how many things it was. Ids that training
 * has not heard to be one yet were counted as two, and stay two.
 */
export async function detach(acting: Acting, givenIds: readonly string[]): Promise<number> {
  const { em } = acting;
  const ids = await everyId(em, givenIds);
  await freeSeats(em, ids);
  const gone = [];
  for (const id of ids) gone.push(...(await partFrom(acting, id)));
  await em.execute('delete from person_alias where id in (select jsonb_array_elements_text(?::jsonb))', [
    JSON.stringify(ids),
  ]);
  await forgetKeys(em, [...ids, ...gone]);
  return gone.length;
}

/** Also those that were merged into one of them, and those one of them was merged into. */
async function everyId(em: EntityManager, ids: readonly string[]): Promise<string[]> {
  const found = await em.execute<{ id: string }[]>(
    `with given as (select jsonb_array_elements_text(?::jsonb) as id),
     kept as (select id from given union select kept_id from person_alias join given using (id))
     select id from kept union select person_alias.id from person_alias join kept on kept.id = kept_id`,
    [JSON.stringify(ids)],
  );
  return found.map(({ id }) => id).toSorted();
}

/** Every verb on a register locks its session first; a seat of nobody is free. */
async function freeSeats(em: EntityManager, ids: readonly string[]): Promise<void> {
  const people = JSON.stringify(ids);
  await em.execute(
    `select id from session where id in (
       select session_id from attendance where person_id in (select jsonb_array_elements_text(?::jsonb))
     ) order by id for update`,
    [people],
  );
  await em.execute(
    `update attendance set status = 'EXCUSED'
      where status = 'BOOKED' and person_id in (select jsonb_array_elements_text(?::jsonb))`,
    [people],
  );
}

async function partFrom({ em, newId, happened, today: on }: Acting, personId: string): Promise<string[]> {
  const standIn = newId(DETACHED);
  const gone: string[] = [];
  for (const [table, noun] of THEIRS) {
    const rows = await em.execute<{ id: string }[]>(
      `update ${table} set person_id = ? where person_id = ? returning id`,
      [standIn, personId],
    );
    gone.push(...rows.map(({ id }) => id));
    await happened(...rows.map(({ id }) => ({ noun, id, verb: 'forgetPeople', on })));
  }
  // A merge is named by an id of the person.
  for (const table of ['visa', 'pathway']) {
    await em.execute(`update ${table} set merge_id = ? where person_id = ? and merge_id is not null`, [
      DETACHED,
      standIn,
    ]);
  }
  return gone;
}
