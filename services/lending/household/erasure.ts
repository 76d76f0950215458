import type { EntityManager } from '@mikro-orm/postgresql';
import type { NewId } from '../../../packages/platform/context/ids.ts';
import { forgetDrafts, forgetImported } from '../../../packages/imports/origin.ts';
import type { Happening } from '../../../packages/platform/verb/history.ts';
import { forgetKeys } from '../../../packages/platform/verb/idempotency.ts';
import { forgetPeopleElsewhere, forgetProblemsElsewhere } from '../forgetting/elsewhere.ts';
import { Person } from '../person/person.entity.ts';
import type { Household } from './household.entity.ts';

/** Loans that are over: nothing of their borrower is needed for them any more. */
const OVER = ['REFUSED', 'WITHDRAWN', 'RETURNED', 'CEDED', 'CLOSED'];

/** The ids of a household's loans that are not over, or whose sanction runs. */
export async function openLoansOf(em: EntityManager, householdId: string | null, on: string): Promise<string[]> {
  const open = await em.execute<{ id: string }[]>(
    `select id from loan
      where household_id = ? and (state <> all (?::text[]) or (sanction_until >= ? and sanction_lifted_on is null)) order by id`,
    [householdId, `{${OVER.join(',')}}`, on],
  );
  return open.map(({ id }) => id);
}

/** What an erasure needs, by whoever's doing. */
export interface Erasing {
  em: EntityManager;
  newId: NewId;
  /** The day it is dated. */
  on: string;
}

const FORGOTTEN = {
  size: null,
  quotientBand: null,
  quotientBandUntil: null,
  email: null,
  remindedByEmailSince: null,
  lastContactOn: null,
};

/** Erases a locked household with its people, here and, by durable jobs, elsewhere. Gives what the histories are to keep. */
export async function eraseWhole({ em, newId, on }: Erasing, household: Household, verb: string): Promise<Happening[]> {
  const { id } = household;
  const people = (await em.find(Person, { householdId: id, erasedOn: null }, { fields: ['id'] })).map((one) => one.id);
  await erasePeople(em, people, on);
  await forgetPeopleElsewhere(em, newId, id, people);
  const loans = await em.execute<{ id: string }[]>('select id from loan where household_id = ?', [id]);
  await forgetProblemsElsewhere(
    em,
    newId,
    id,
    loans.map((loan) => loan.id),
  );
  await eraseTraces(em, id);
  await forgetOrigins(em, await idsAround(em, id));
  Object.assign(household, { ...FORGOTTEN, erasedOn: on });
  return [
    { noun: 'Household', id, verb, on, details: { people: people.length } },
    ...people.map((personId) => ({ noun: 'Person', id: personId, verb, on })),
  ];
}

/** Erases a locked person, whose household stays. Gives what the history is to keep. */
export async function eraseOne({ em, newId, on }: Erasing, person: Person, verb: string): Promise<Happening[]> {
  const { id, householdId } = person;
  await erasePeople(em, [id], on);
  await forgetPeopleElsewhere(em, newId, id, [id]);
  await forgetSaid(em, id, householdId);
  await forgetAddressOfNobody(em, householdId);
  await em.refresh(person);
  return [{ noun: 'Person', id, verb, on }];
}

/** Erases the names of people and what was judged of them; their ids remain, for what training counted. */
async function erasePeople(em: EntityManager, ids: readonly string[], on: string): Promise<void> {
  const people = JSON.stringify(ids);
  await em.execute(
    `update person set given_name = '', family_name = '', birth_year = null, erased_on = ?
      where id in (select jsonb_array_elements_text(?::jsonb))`,
    [on, people],
  );
  await em.execute(
    `delete from duplicate_judgement using jsonb_array_elements_text(?::jsonb) as gone (id) where gone.id in (one_id, other_id)`,
    [people],
  );
}

/** Erases what a household's loans, assessments and reminders keep of it; the loans themselves stay, to be counted. */
async function eraseTraces(em: EntityManager, householdId: string): Promise<void> {
  const loans = 'select id from loan where household_id = ?';
  await em.execute(`delete from signed_agreement where loan_id in (${loans})`, [householdId]);
  await em.execute(`delete from reminder where state in ('QUEUED', 'FAILED') and loan_id in (${loans})`, [householdId]);
  await em.execute(
    `update loan set refusal_referral = null, priority_reason = null, out_of_turn_reason = null, override_reason = null,
            sanction_lift_reason = null
      where household_id = ?`,
    [householdId],
  );
  await em.execute(`update loan_fault set problem = '' where loan_id in (${loans})`, [householdId]);
  await em.execute('delete from household_move where household_id = ?', [householdId]);
  await em.execute('delete from eligibility where household_id = ?', [householdId]);
  await em.execute('delete from duplicate_judgement where ? in (one_id, other_id)', [householdId]);
}

/** A household with its people, its loans and whatever was merged into them, by id. */
export async function idsAround(em: EntityManager, householdId: string): Promise<string[]> {
  const ids = await em.execute<{ id: string }[]>(
    `with one (id) as (values (?::text))
     select id from one
     union all select household_alias.id from household_alias join one on one.id = kept_id
     union all select person.id from person join one on one.id = household_id
     union all select person_alias.id from person_alias join person on person.id = kept_id join one on one.id = household_id
     union all select loan.id from loan join one on one.id = household_id`,
    [householdId],
  );
  return ids.map(({ id }) => id);
}

/**
 * Forgets by which requests and from which files these came: both would lead from one to the other, or back to a name by
 * guessing at it.
 */
export async function forgetOrigins(em: EntityManager, ids: readonly string[]): Promise<void> {
  await forgetKeys(em, ids);
  await forgetImported(em, ids);
}

/** Forgets what requests and files said of somebody, in a household that stays; null when they are in none. */
export async function forgetSaid(em: EntityManager, personId: string, householdId: string | null): Promise<void> {
  const aliases = await em.execute<{ id: string }[]>('select id from person_alias where kept_id = ?', [personId]);
  const around = householdId ? await idsAround(em, householdId) : [];
  const ids = [personId, ...aliases.map(({ id }) => id), ...around];
  await forgetKeys(em, ids);
  await forgetDrafts(em, ids);
}

/** The address of a household is somebody's: without anybody who has a name, it is forgotten. */
async function forgetAddressOfNobody(em: EntityManager, householdId: string | null): Promise<void> {
  await em.execute(
    `update household set email = null, reminded_by_email_since = null
      where id = ? and not exists (select from person where household_id = household.id and erased_on is null)`,
    [householdId],
  );
}
