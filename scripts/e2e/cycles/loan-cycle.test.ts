import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import { anInventory, CAF, type Inventory } from '../../../services/inventory/inventory.factory.ts';
import { aHousehold } from '../../../services/lending/household/household.factory.ts';
import { tell } from '../../../services/lending/loan/loan.factory.ts';
import { aLending, type LendingUnderTest } from '../../../services/lending/testing/a-lending.ts';
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
    lending = await aLending({
      today,
      callPeer: (_peer, document, variables) => inventory.as('service').request(document, variables),
    });
  });
  afterAll(async () => {
    await lending.close();
    await inventory.close();
  });

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

  it('goes as a simple model says, step by step, done or refused', async () => {
    const commands = fc.commands(COMMANDS, { maxCommands: LONGEST_WALK, size: 'max' });
    const walk = fc.asyncProperty(commands, async (walked) => {
      const start = await setUp();
      await fc.asyncModelRun(() => start, [...BEGINNING, ...walked]).finally(() => void (today = start.model.today));
    });
    await fc.assert(walk, { numRuns: RUNS });
  }, 120_000);
});
