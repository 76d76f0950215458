import type { EntityManager } from '@mikro-orm/postgresql';

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

/** Erases the names of people and what was judged of them; their ids remain, for what training counted. */
export async function erasePeople(em: EntityManager, ids: readonly string[], on: string): Promise<void> {
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
export async function eraseTraces(em: EntityManager, householdId: string): Promise<void> {
  const loans = 'select id from loan where household_id = ?';
  await em.execute(`delete from signed_agreement where loan_id in (${loans})`, [householdId]);
  await em.execute(`delete from reminder where state in ('QUEUED', 'FAILED') and loan_id in (${loans})`, [householdId]);
  await em.execute(
    'update loan set refusal_referral = null, priority_reason = null, out_of_turn_reason = null where household_id = ?',
    [householdId],
  );
  await em.execute('delete from eligibility where household_id = ?', [householdId]);
  await em.execute('delete from duplicate_judgement where ? in (one_id, other_id)', [householdId]);
}
