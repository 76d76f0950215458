import type { EntityManager } from '@mikro-orm/postgresql';
import type { TaskList } from 'graphile-worker';
import { today } from '../../../packages/calendar/clock.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { record } from '../../../packages/platform/verb/history.ts';
import { inTransaction } from '../../../packages/platform/verb/in-transaction.ts';
import { presentHousehold, presentPerson } from '../duplicate/present.ts';
import { eraseOne, eraseWhole, openLoansOf } from '../household/erasure.ts';
import { forgetNow } from './elsewhere.ts';
import { isStillOld, oldHouseholds, oldPeopleAlone, type Candidate } from './last-contact.ts';
import { outOfContact, type ContactElsewhere } from './retention.rules.ts';
import { monthsKept } from './retention.ts';

const FORGET_PEOPLE = 'forget_people';

/** Each night, after the loans that are long over were closed. */
export const RETENTION_CRONTAB = `45 2 * * * ${FORGET_PEOPLE} ?jobKey=${FORGET_PEOPLE}`;

/** Candidates that one question to training is about. */
const PAGE = 200;

type Forgetting = Pick<ServiceContext, 'database' | 'viewer' | 'callPeer' | 'clock' | 'newId' | 'changed'>;

/** Forgets people as the loan agreement promises, once the time after the last contact has passed. */
export function retentionTasks(context: Forgetting): TaskList {
  return { [FORGET_PEOPLE]: () => forgetOld(context) };
}

async function forgetOld(context: Forgetting): Promise<void> {
  const before = await inTransaction(context, (em) => lastDayKept(em, today(context.clock)));
  for (const find of [oldHouseholds, oldPeopleAlone]) {
    for (let after = ''; ;) {
      const page = await inTransaction(context, (em) => find(em, after, before, PAGE));
      if (page.length === 0) break;
      await forgetPage(context, page, before);
      after = page.at(-1)!.id;
    }
  }
}

async function lastDayKept(em: EntityManager, on: string): Promise<string> {
  const [{ before }] = await em.execute<[{ before: string }]>(
    'select (?::date - make_interval(months => ?))::date::text as before',
    [on, await monthsKept(em)],
  );
  return before;
}

async function forgetPage(context: Forgetting, page: readonly Candidate[], before: string): Promise<void> {
  const personIds = page.flatMap(({ people }) => people);
  // Whoever does not answer stops the night: nobody is forgotten half-known, and the queue tries again.
  const { lastContacts } = await context.callPeer('training', CONTACTS, { personIds });
  for (const candidate of page) {
    const people = outOfContact(candidate.people, lastContacts as ContactElsewhere[], before);
    const forgotten = await inTransaction(context, (em) => forget(em, context, { ...candidate, before, people }));
    if (forgotten.length === 0) continue;
    context.changed();
    await forgetNow(context, forgotten);
  }
}

const CONTACTS = 'query ($personIds: [ID!]!) { lastContacts(personIds: $personIds) { personId lastOn isOpen } }';

interface Old extends Candidate {
  before: string;
}

/** Erases the whole household, or those of its people with whom nobody has to do any more; answers whose erasure it was. */
async function forget(em: EntityManager, { clock, newId, viewer }: Forgetting, old: Old): Promise<string[]> {
  const { id, people, before } = old;
  const on = today(clock);
  const isAlone = id.startsWith('person_');
  const household = isAlone ? null : await presentHousehold(em, id, 'householdId');
  if ((await openLoansOf(em, household?.id ?? null, on)).length > 0 || !(await isStillOld(em, old, before))) return [];
  const named = await em.execute<{ id: string }[]>(
    'select id from person where erased_on is null and (household_id = ? or id = ?)',
    [id, id],
  );
  const isWhole = household && named.every((one) => people.includes(one.id));
  const happenings = isWhole ? await eraseWhole({ em, newId, on }, household, 'eraseHousehold') : [];
  if (!isWhole) {
    for (const personId of people) {
      const person = await presentPerson(em, personId, 'personId');
      happenings.push(...(await eraseOne({ em, newId, on }, person, 'erasePerson')));
    }
  }
  await record(em, { subject: viewer.subject, at: clock.now() }, happenings);
  await countNight(em, newId('night'), on, { households: isWhole ? 1 : 0, people: people.length });
  return isWhole ? [id] : people;
}

async function countNight(
  em: EntityManager,
  id: string,
  night: string,
  { households, people }: { households: number; people: number },
): Promise<void> {
  if (households + people === 0) return;
  await em.execute(
    `insert into forgotten_night (id, night, households, people) values (?, ?, ?, ?)
     on conflict (night) do update set households = forgotten_night.households + excluded.households,
                                       people = forgotten_night.people + excluded.people`,
    [id, night, households, people],
  );
}
