import fc from 'fast-check';
import { anInventory, CAF, type Inventory } from '../../../services/inventory/inventory.factory.ts';
import type { CallPeer } from '../../../packages/platform/peers/subgraph.ts';
import { aHousehold } from '../../../services/lending/household/household.factory.ts';
import { releaseTasks } from '../../../services/lending/loan/crossing/release.ts';
import { aKey, aSignedLoan, tell } from '../../../services/lending/loan/loan.factory.ts';
import { aLending, type LendingUnderTest } from '../../../services/lending/testing/a-lending.ts';
import { query } from '../../../services/lending/testing/run-job.ts';
import { done, makeReady, MakeReady, Request, Take, Wait, type Command, type World } from './loan-commands.ts';
import type { Model, ModelComputer } from './loan-model.ts';
import { STEPS } from './loan-steps.ts';

const RUNS = 8;
const LONGEST_WALK = 30;

const some = fc.nat({ max: 11 });
const take = (verb: string | null): fc.Arbitrary<Command> =>
  fc.tuple(some, some, some).map(([loan, computer, choice]) => new Take(verb, loan, computer, choice));
const usual = Array.from({ length: 8 }, () => take(null));
const COMMANDS: fc.Arbitrary<Command>[] = [
  ...usual,
  ...Object.keys(STEPS).map(take),
  some.map((choice) => new Request(choice)),
  some.map((choice) => new Request(choice)),
  some.map((computer) => new MakeReady(computer)),
  fc.constantFrom(1, 30, 100).map((days) => new Wait(days)),
  fc.constantFrom(310, 340, 430).map((days) => new Wait(days)),
];

/** So that a walk begins where there is something to do: a loan that runs, another that is signed. */
const BEGINNING: readonly Command[] = [
  new Request(0),
  ...Array.from({ length: 3 }, () => new Take(null, 0, 0, 0)),
  new Request(2),
  ...Array.from({ length: 2 }, () => new Take(null, 1, 1, 0)),
  new Request(1),
];

describe('The life of loans, in lending and inventory together', () => {
  let lending: LendingUnderTest;
  let inventory: Inventory;
  let today = '2011-01-03';
  let walks = 0;
  beforeAll(async () => {
    inventory = await anInventory({ today });
    lending = await aLending({ today, callPeer });
  });
  afterAll(async () => {
    await lending.close();
    await inventory.close();
  });

  const callPeer: CallPeer = (_peer, document, variables) => inventory.as('service').request(document, variables);

  /** Two households, an organisation and three computers of their own, and a waiting list that is empty. */
  async function setUp(): Promise<{ model: Model; real: World }> {
    const lender = lending.as('lender');
    const { waitingList } = await lender.request('{ waitingList(first: 100) { nodes { loan { id } } } }');
    for (const { loan } of waitingList.nodes) done(await tell(lender, 'withdrawLoan', { loanId: loan.id }));
    const on = today;
    const organisation = `RNA-W56${String(++walks).padStart(7, '0')}`;
    const borrowers = [await aHousehold(lender, { on }), await aHousehold(lender, { on }), organisation];
    const computers = await readyComputers();
    return { model: { today, loans: [], computers }, real: { lending, inventory, borrowers } };
  }

  async function readyComputers(): Promise<ModelComputer[]> {
    const { offer, accept, pickUp, registerMany, triageMany, nextLabel } = inventory;
    const { donation } = await offer({ donorId: CAF, announcedMachines: 3, on: today });
    done(await accept({ donationId: donation.id }));
    done(await pickUp({ donationId: donation.id }));
    const machines = Array.from({ length: 3 }, () => ({ label: nextLabel(), kind: 'DESKTOP' }));
    const made = await registerMany({ donationId: donation.id, computers: machines });
    const ids = made.computers!.map(({ id }) => id);
    done(await triageMany({ computers: ids.map((computerId) => ({ computerId, outcome: 'REFURBISH' })) }));
    await makeReady(inventory, ids);
    return ids.map((id) => ({ id, isReady: true, custody: 'IN_STOCK', hasTicket: false }));
  }

  const signedLoan = () =>
    aSignedLoan(lending.as('lender'), { organisationId: 'RNA-W561000001', commune: 'COM-56121' });
  const handOver = (loanId: string, computerId: string) =>
    tell(lending.as('lender'), 'handOverComputer', { loanId, computerId, idempotencyKey: aKey() }, 'computer { id }');
  const custodyOf = async (id: string): Promise<string> =>
    (await inventory.as('technician').request(`{ computer(id: "${id}") { custody } }`)).computer.custody;

  it('gives a computer to one of two loans that want it at the same moment', async () => {
    const [{ id: computerId }] = (await readyComputers()) as [ModelComputer];
    const loans = [await signedLoan(), await signedLoan()];
    const answers = await Promise.all(loans.map((loanId) => handOver(loanId, computerId)));
    const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(codes).toEqual(['COMPUTER_ALREADY_OUT']);
    const told = await lending.as('lender').request(`{ computer: _entities(representations: [
      { __typename: "Computer", id: "${computerId}" }]) { ... on Computer { currentLoan { id } loans { nodes { id } } } } }`);
    const winner = { id: loans[answers.findIndex(({ userErrors }) => userErrors.length === 0)] };
    expect(told.computer).toEqual([{ currentLoan: winner, loans: { nodes: [winner] } }]);
    expect(await custodyOf(computerId)).toBe('ON_LOAN');
    const loser = loans.find((id) => id !== winner.id)!;
    const { loan } = await lending
      .as('lender')
      .request(`{ loan(id: "${loser}") { state isSettling computer { id } } }`);
    expect(loan).toEqual({ state: 'SIGNED', isSettling: false, computer: null });
  });

  it('keeps a reserved computer from every loan but its own, and frees it when that one needs it no more', async () => {
    const [{ id: computerId }, { id: spare }] = (await readyComputers()) as [ModelComputer, ModelComputer];
    const [own, other] = [await signedLoan(), await signedLoan()];
    for (const each of [computerId, spare]) done(await inventory.reserve({ computerId: each, loanId: own }));
    const refused = await handOver(other, computerId);
    expect(refused.userErrors).toMatchObject([{ field: ['computerId'], code: 'COMPUTER_RESERVED' }]);
    expect((await handOver(own, computerId)).loan).toMatchObject({ state: 'ACTIVE', computer: { id: computerId } });
    expect(await custodyOf(spare)).toBe('RESERVED');
    await release(own);
    expect([await custodyOf(computerId), await custodyOf(spare)]).toEqual(['ON_LOAN', 'IN_STOCK']);
    done(await inventory.reserve({ computerId: spare, loanId: other }));
    done(await tell(lending.as('lender'), 'withdrawLoan', { loanId: other }));
    await release(other);
    expect(await custodyOf(spare)).toBe('IN_STOCK');
  });

  /** Does what the queue would: no jobs run beside these services. */
  async function release(loanId: string): Promise<void> {
    const sql = 'select payload from lending_jobs._private_jobs where key = $1';
    const jobs = await query<{ payload: object }>(lending, sql, [`release ${loanId}`]);
    const task = releaseTasks({ callPeer })['release_reservation'] as (payload: object) => Promise<void>;
    for (const { payload } of jobs) await task(payload);
  }

  it('goes as a simple model says, step by step, done or refused', async () => {
    const commands = fc.commands(COMMANDS, { maxCommands: LONGEST_WALK, size: 'max' });
    const walk = fc.asyncProperty(commands, async (walked) => {
      const start = await setUp();
      await fc.asyncModelRun(() => start, [...BEGINNING, ...walked]).finally(() => void (today = start.model.today));
    });
    await fc.assert(walk, { numRuns: RUNS });
  }, 120_000);
});
