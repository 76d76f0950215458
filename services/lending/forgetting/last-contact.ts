import type { EntityManager } from '@mikro-orm/postgresql';

/** What is done to a record, and without whoever it is about. */
const NO_CONTACT = ['correctPerson', 'correctHousehold', 'mergePeople', 'mergeHouseholds', 'closeLoan'];

/** SQL of the last day something was done with one of these things; that of its recording when that is later. */
const lastDone = (ids: string): string => `
  (select max(greatest(happened_on, (recorded_at at time zone 'Europe/Paris')::date)) from history
    where noun_id in (${ids}) and verb <> all ('{${NO_CONTACT.join(',')}}'))`;

const OF_HOUSEHOLD = `greatest(registered_on, last_contact_on,
  (select max(last_step_on) from loan where household_id = household.id),
  ${lastDone(`select household.id union all select person.id from person where household_id = household.id
    union all select loan.id from loan where household_id = household.id`)})`;

// Who was merged a moment ago is known to training by another name still.
const isSettled = (person: string): string =>
  `not exists (select from person_alias where kept_id = ${person} and is_settling)`;

/** Whoever may be forgotten for all that lending knows, but for loans that run. */
export interface Candidate {
  id: string;
  /** The people in it who have a name; of somebody without a household, themselves. */
  people: string[];
}

const HOUSEHOLDS = `
  select household.id, coalesce(
      (select jsonb_agg(person.id order by person.id) from person where household_id = household.id and erased_on is null), '[]'
    ) as people
    from household
   where erased_on is null and household.id > ? and ${OF_HOUSEHOLD} < ?
     and not exists (select from person where household_id = household.id and not ${isSettled('person.id')})
   order by household.id limit ?`;

const ALONE = `
  select id, jsonb_build_array(id) as people from person
   where household_id is null and erased_on is null and id > ? and ${lastDone('person.id')} < ? and ${isSettled('person.id')}
   order by id limit ?`;

/** Pages of those with whom lending has had nothing to do since a day, by their ids. */
export const oldHouseholds = (em: EntityManager, after: string, before: string, count: number): Promise<Candidate[]> =>
  em.execute<Candidate[]>(HOUSEHOLDS, [after, before, count]);

export const oldPeopleAlone = (em: EntityManager, after: string, before: string, count: number): Promise<Candidate[]> =>
  em.execute<Candidate[]>(ALONE, [after, before, count]);

/** Whether the household or the lone person of a candidate still is one, once it is locked. */
export async function isStillOld(em: EntityManager, { id }: Candidate, before: string): Promise<boolean> {
  const [old] = await em.execute(
    `select from household where id = ? and ${OF_HOUSEHOLD} < ?
     union all select from person where id = ? and household_id is null and ${lastDone('person.id')} < ?`,
    [id, before, id, before],
  );
  return Boolean(old);
}
