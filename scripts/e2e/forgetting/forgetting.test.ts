import { anInventory, type Inventory } from '../../../services/inventory/inventory.factory.ts';
import { aComputer } from '../../../services/inventory/computer/computer.factory.ts';
import type { CallPeer } from '../../../packages/platform/peers/subgraph.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aHousehold } from '../../../services/lending/household/household.factory.ts';
import { aKey, aLoan, anActiveLoan, done } from '../../../services/lending/loan/loan.factory.ts';
import { registerPerson } from '../../../services/lending/person/person.factory.ts';
import { aLending, JOBS, type LendingUnderTest } from '../../../services/lending/testing/a-lending.ts';
import { query, runJob, until } from '../../../services/lending/testing/run-job.ts';
import { prescribePathway } from '../../../services/training/pathway/pathway.factory.ts';
import { hoursFor } from '../../../services/training/session/session.factory.ts';
import { aTrainingService } from '../../../services/training/training.factory.ts';

const PERSON = 'person { id erasedOn erasurePendingIn }';
const WORDS = 'The screen fell from the kitchen table';

/** Lending, training and inventory as they are, each with its own database, in one time. */
describe('What is known of people', () => {
  let inventory: Inventory;
  let training: ServiceUnderTest;
  let lending: LendingUnderTest;
  let away: string | null = null;
  beforeAll(async () => {
    inventory = await anInventory();
    training = await aTrainingService();
    const callPeer: CallPeer = (peer, document, variables) => {
      if (peer === away) throw new Error('connection refused');
      return (peer === 'training' ? training : inventory).as('service').request(document, variables);
    };
    lending = await aLending({ callPeer, jobs: JOBS });
  });
  afterEach(() => {
    away = null;
    setDay('2011-06-15');
  });
  afterAll(() => Promise.all([lending.close(), training.close(), inventory.close()]));

  const setDay = (day: string) => {
    for (const { clock } of [lending, training, inventory]) clock.set(day);
  };
  const lender = () => lending.as('lender');
  const trainer = () => training.as('trainer');
  const somebody = async (input = {}): Promise<string> => (await registerPerson(lender(), input)).person.id;
  const family = async (names: string[] = ['Maïwenn']) => {
    const people = names.map((givenName) => ({ givenName, familyName: 'Cariou' }));
    const householdId = await aHousehold(lender(), { people });
    const { household } = await lender().request(`{ household(id: "${householdId}") { people { id } } }`);
    return { householdId, people: household.people.map(({ id }: { id: string }) => id) as string[] };
  };
  const erase = (verb: 'erasePerson' | 'eraseHousehold', input: object, fields: string) =>
    callVerb<Record<string, { erasurePendingIn: string[] }>>(lender(), verb, fields, {
      idempotencyKey: aKey(),
      ...input,
    });
  const isErased = async (personId: string): Promise<boolean> =>
    (await lender().request(`{ person(id: "${personId}") { erasedOn } }`)).person.erasedOn !== null;
  const heldByTraining = async (personId: string): Promise<number> =>
    (
      await query<{ count: number }>(training, 'select count(*)::int from training.attendance where person_id = $1', [
        personId,
      ])
    )[0]!.count;
  const file = async (personId: string) => {
    const { personFile } = await lender().request(`{ personFile(id: "${personId}") { content } }`);
    return JSON.parse(Buffer.from(personFile.content, 'base64').toString());
  };
  const nightOf = async (day: string) => {
    setDay(day);
    await runJob(lending, 'forget_people');
  };
  const nights = async () =>
    (await lending.as('manager').request('{ retention { nights(first: 100) { nodes { night households people } } } }'))
      .retention.nights.nodes;

  describe('is in one file,', () => {
    it('that training contributes to', async () => {
      const personId = await somebody();
      await hoursFor(trainer(), personId, 2, '2011-02-01');
      await prescribePathway(trainer(), { personId, on: '2011-02-01' });
      expect((await file(personId)).training).toMatchObject({
        attendances: [{ status: 'SEEN', minutes: 120, session: { held_on: '2011-02-01' } }],
        visas: [],
        pathways: [{ state: 'PRESCRIBED' }],
      });
    });

    it('which is none rather than half of one while training is away', async () => {
      const personId = await somebody();
      away = 'training';
      await expect(file(personId)).rejects.toMatchObject({
        response: {
          errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' }, message: expect.stringContaining('ask again') }],
        },
      });
    });
  });

  describe('is erased in every service,', () => {
    it('at once', async () => {
      const personId = await somebody();
      await hoursFor(trainer(), personId, 1, '2011-02-01');
      const { person, userErrors } = await erase('erasePerson', { personId }, PERSON);
      expect(userErrors).toEqual([]);
      expect(person).toEqual({ id: personId, erasedOn: '2011-06-15', erasurePendingIn: [] });
      expect(await heldByTraining(personId)).toBe(0);
    });

    it('or as soon as it answers again, and is said to be pending until then', async () => {
      const { householdId, people } = await family();
      await hoursFor(trainer(), people[0]!, 1, '2011-02-01');
      away = 'training';
      const { household } = await erase('eraseHousehold', { householdId }, 'household { erasurePendingIn }');
      expect(household).toEqual({ erasurePendingIn: ['training'] });
      expect(await heldByTraining(people[0]!)).toBe(1);
      away = null;
      await query(lending, "update lending_jobs._private_jobs set run_at = now() where key like 'forgetting%'");
      await until(async () => (await heldByTraining(people[0]!)) === 0);
      await until(
        async () =>
          (await query(lending, 'select from lending.forgotten_elsewhere where noun_id = $1', [householdId])).length ===
          0,
      );
      const later = await lender().request(`{ household(id: "${householdId}") { erasurePendingIn } }`);
      expect(later.household).toEqual({ erasurePendingIn: [] });
    });

    it('with what the borrower said was wrong, which inventory keeps without the words', async () => {
      const { householdId } = await family();
      const { id: computerId } = await aComputer(inventory, 'READY');
      const { loanId } = await anActiveLoan(lender(), { householdId, computerId, startedOn: '2011-03-01' });
      await done(lender(), 'reportFault', { loanId, problem: WORDS, on: '2011-04-01', idempotencyKey: aKey() });
      await done(lender(), 'returnComputer', {
        loanId,
        condition: 'WORKING',
        on: '2011-05-01',
        idempotencyKey: aKey(),
      });
      const words = () =>
        query<{ problem: string }>(inventory, 'select problem from inventory.repair_ticket where computer_id = $1', [
          computerId,
        ]);
      expect(await words()).toEqual([{ problem: WORDS }]);
      const { household } = await erase('eraseHousehold', { householdId }, 'household { erasurePendingIn }');
      expect(household).toEqual({ erasurePendingIn: [] });
      expect(await words()).toEqual([{ problem: '' }]);
    });
  });

  describe('is forgotten by itself two years after the last contact,', () => {
    it('with the whole family, and the manager sees how many on which night', async () => {
      setDay('2011-06-15');
      const { householdId, people } = await family(['Anna', 'Yann']);
      const alone = await somebody();
      await hoursFor(trainer(), alone, 1, '2011-06-10');
      await nightOf('2013-06-15');
      expect(await isErased(people[0]!)).toBe(false);
      await nightOf('2013-06-16');
      expect([await isErased(people[0]!), await isErased(people[1]!), await isErased(alone)]).toEqual([
        true,
        true,
        true,
      ]);
      expect(await heldByTraining(alone)).toBe(0);
      const { household } = await lender().request(`{ household(id: "${householdId}") { erasedOn history { verb } } }`);
      expect(household).toMatchObject({ erasedOn: '2013-06-16' });
      expect(household.history.at(-1)).toEqual({ verb: 'eraseHousehold' });
      expect((await nights()).at(-1)).toMatchObject({ night: '2013-06-16', households: expect.any(Number) });
    });

    it('never with a loan that runs, a pathway that is open or a session since', async () => {
      setDay('2014-01-10');
      const borrowing = await family();
      await aLoan(lender(), { householdId: borrowing.householdId, on: '2014-01-10' });
      const [accompanied, seen, kept] = [await somebody(), await somebody(), await family(['Soizic', 'Loïc'])];
      await prescribePathway(trainer(), { personId: accompanied, on: '2014-01-10' });
      const refused = await family();
      const loanId = await aLoan(lender(), { householdId: refused.householdId, on: '2014-01-10' });
      await done(lender(), 'withdrawLoan', { loanId, on: '2014-01-10' });
      setDay('2015-03-01');
      await hoursFor(trainer(), seen, 1, '2015-03-01');
      await hoursFor(trainer(), kept.people[0]!, 1, '2015-03-01');
      await nightOf('2016-02-01');
      const erased = await Promise.all(
        [borrowing.people[0]!, accompanied, seen, ...kept.people, refused.people[0]!].map(isErased),
      );
      expect(erased).toEqual([false, false, false, false, true, true]);
    });

    it('and nobody is while training does not answer', async () => {
      setDay('2017-01-10');
      const personId = await somebody();
      away = 'training';
      setDay('2019-06-01');
      await query(lending, "select lending_jobs.add_job('forget_people', job_key => 'away')");
      await until(
        async () =>
          (
            await query(
              lending,
              "select from lending_jobs.jobs where key = 'away' and attempts > 0 and locked_at is null",
            )
          ).length > 0,
      );
      expect(await isErased(personId)).toBe(false);
      away = null;
      await nightOf('2019-06-01');
      expect(await isErased(personId)).toBe(true);
    });

    it('or sooner, when the association says less', async () => {
      setDay('2020-01-10');
      const personId = await somebody();
      const keep = (months: number, role: 'manager' | 'lender' = 'manager') =>
        callVerb<{ retention: object }>(
          lending.as(role),
          'keepPeopleFor',
          'retention { months changedOn history { verb details } }',
          { months, idempotencyKey: aKey() },
        );
      expect((await keep(25)).userErrors).toMatchObject([{ field: ['months'], code: 'INVALID_INPUT' }]);
      await expect(keep(6, 'lender')).rejects.toThrow('keepPeopleFor');
      expect((await keep(6)).retention).toEqual({
        months: 6,
        changedOn: '2020-01-10',
        history: [{ verb: 'keepPeopleFor', details: { months: 6 } }],
      });
      await nightOf('2020-07-10');
      expect(await isErased(personId)).toBe(false);
      await nightOf('2020-07-11');
      expect(await isErased(personId)).toBe(true);
      expect((await nights()).at(-1)).toEqual({ night: '2020-07-11', households: 0, people: 1 });
    });
  });
});
