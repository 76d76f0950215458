import { programmeOn } from '../association/programmes.ts';
import { addDays } from '../days.ts';
import type { Desk, Entry } from '../desk/desk.ts';
import { takeTurns } from '../desk/take-turns.ts';
import { DESTROYED, ERASURE } from '../donation/enter-lots.ts';
import type { Registered } from '../family/enter-families.ts';
import type { Ids } from '../structure/enter-organisations.ts';
import { type PlannedLoan, READY_AGAIN_DAYS } from './plan-loans.ts';

/** Everything that loans speak of, by the names of the sample. */
export interface Known {
  organisations: Ids;
  machines: Ids;
  families: ReadonlyMap<string, Registered>;
  recyclerId: string;
}

interface Asked {
  loan: { id: string };
}

const BATCH = 20;
const BATCHES_AT_ONCE = 4;
const DAYS_AHEAD = { requested: 18, approved: 11, signed: 2 };

/** Takes every loan from its request to the return of its machine. */
export async function enterLoans(desk: Desk, loans: readonly PlannedLoan[], known: Known): Promise<void> {
  const ids = await requestLoans(desk, loans, known);
  const on = (loan: PlannedLoan, input: object): Entry => ({
    key: loan.key,
    input: { loanId: ids.get(loan), ...input },
  });
  const dated = (ahead: number) => loans.map((loan) => on(loan, { on: addDays(loan.startsOn, -ahead) }));
  await desk.enter('approveLoan', dated(DAYS_AHEAD.approved));
  await desk.enter('signLoan', dated(DAYS_AHEAD.signed));
  await liveThrough(
    desk,
    loans.filter(({ isLentAgain }) => !isLentAgain),
    known,
    on,
  );
  await readyAgain(desk, loans, known);
  await liveThrough(
    desk,
    loans.filter(({ isLentAgain }) => isLentAgain),
    known,
    on,
  );
}

async function requestLoans(
  desk: Desk,
  loans: readonly PlannedLoan[],
  known: Known,
): Promise<ReadonlyMap<PlannedLoan, string>> {
  const asked = await desk.enter<Asked>(
    'requestLoan',
    loans.map((loan) => ({ key: loan.key, input: requestOf(loan, known) })),
  );
  return new Map(asked.map(({ loan }, index) => [loans[index]!, loan.id]));
}

function requestOf({ borrower, commune, startsOn }: PlannedLoan, { families, organisations }: Known): object {
  const on = addDays(startsOn, -DAYS_AHEAD.requested);
  const programmeId = programmeOn(startsOn);
  if ('family' in borrower) return { householdId: families.get(borrower.family)?.householdId, programmeId, on };
  return { organisationId: organisations.get(borrower.structure), commune, programmeId, on };
}

type On = (loan: PlannedLoan, input: object) => Entry;

/**
 * From the hand-over to the return, some loans at a time: whatever is lent counts in every month until today while its
 * return is not entered, and would make for much work.
 */
async function liveThrough(desk: Desk, loans: readonly PlannedLoan[], known: Known, on: On): Promise<void> {
  const turns = takeTurns(BATCHES_AT_ONCE);
  const batches = Array.from({ length: Math.ceil(loans.length / BATCH) }, (_, at) =>
    loans.slice(at * BATCH, (at + 1) * BATCH),
  );
  await Promise.all(batches.map((batch) => turns(() => liveThroughBatch(desk, batch, known, on))));
}

async function liveThroughBatch(desk: Desk, loans: readonly PlannedLoan[], known: Known, on: On): Promise<void> {
  const { machines } = known;
  await desk.enter(
    'handOverComputer',
    loans.map((loan) => on(loan, { on: loan.startsOn, computerId: machines.get(loan.machine) })),
  );
  await enterSwaps(desk, loans, known, on);
  await enterRepairs(desk, loans, machines);
  const renewed = loans.filter(({ renewedOn }) => renewedOn !== null);
  await desk.enter(
    'renewLoan',
    renewed.map((loan) => on(loan, { on: loan.renewedOn })),
  );
  await desk.enter(
    'returnComputer',
    loans.map((loan) => on(loan, { on: loan.returnedOn, condition: 'WORKING' })),
  );
}

/** The machine that failed is not worth repairing. */
async function enterSwaps(
  desk: Desk,
  loans: readonly PlannedLoan[],
  { machines, recyclerId }: Known,
  on: On,
): Promise<void> {
  const swapped = loans.flatMap((loan) =>
    loan.swap ? [{ loan, swap: loan.swap, computerId: machines.get(loan.machine) }] : [],
  );
  await desk.enter(
    'swapComputer',
    swapped.map(({ loan, swap }) =>
      on(loan, { on: swap.on, computerId: machines.get(swap.machine), condition: 'BROKEN' }),
    ),
  );
  await desk.enter(
    'triageComputers',
    swapped.map(({ loan: { key }, swap, computerId }) => ({
      key: `after ${key}`,
      input: { on: addDays(swap.on, 4), computers: [{ computerId, outcome: 'RECYCLE' }] },
    })),
  );
  await desk.enter(
    'recordRecycling',
    swapped.map(({ loan: { key, machine }, swap, computerId }) => ({
      key: `after ${key}`,
      input: { ...DESTROYED, on: addDays(swap.on, 30), computerId, recyclerId, certificate: `BSDD-EXEMPLE-${machine}` },
    })),
  );
}

async function enterRepairs(desk: Desk, loans: readonly PlannedLoan[], machines: Ids): Promise<void> {
  const broken = loans.flatMap((loan) => (loan.repairedOn ? [{ ...loan, repairedOn: loan.repairedOn }] : []));
  const opened = await desk.enter<{ repairTicket: { id: string } }>(
    'openRepair',
    broken.map(({ key, machine, repairedOn }) => ({
      key,
      input: { on: repairedOn, computerId: machines.get(machine), problem: 'Ne démarre plus (exemple)' },
    })),
  );
  await desk.enter(
    'resolveRepair',
    opened.map(({ repairTicket }, index) => ({
      key: broken[index]!.key,
      input: {
        on: addDays(broken[index]!.repairedOn, 5),
        repairTicketId: repairTicket.id,
        outcome: 'REPAIRED',
        minutes: 45,
        partsCost: 12.5,
      },
    })),
  );
}

/** Erases and refurbishes the machines that are to be lent a second time. */
async function readyAgain(desk: Desk, loans: readonly PlannedLoan[], { machines }: Known): Promise<void> {
  const wanted = new Set(loans.filter(({ isLentAgain }) => isLentAgain).map(({ machine }) => machine));
  const back = loans.filter(({ isLentAgain, machine }) => !isLentAgain && wanted.has(machine));
  const again = (afterDays: number, line: object): Entry[] =>
    back.map(({ key, machine, returnedOn }) => ({
      key: `again ${key}`,
      input: { on: addDays(returnedOn, afterDays), computers: [{ computerId: machines.get(machine), ...line }] },
    }));
  await desk.enter('recordErasures', again(READY_AGAIN_DAYS - 5, ERASURE));
  await desk.enter('refurbishComputers', again(READY_AGAIN_DAYS, { grade: 'B', testsPassed: true }));
}

/** Requests that are not granted, of households that go without. */
export async function enterRefusals(desk: Desk, count: number, commune: string): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1));
  const households = await desk.enter<{ household: { id: string } }>(
    'registerHousehold',
    numbers.map((key) => ({ key: `refused ${key}`, input: { commune, people: [], on: '2010-03-01' } })),
  );
  const asked = await desk.enter<Asked>(
    'requestLoan',
    households.map(({ household }, index) => ({
      key: `refused ${numbers[index]}`,
      input: { householdId: household.id, on: '2010-03-15' },
    })),
  );
  await desk.enter(
    'refuseLoan',
    asked.map(({ loan }, index) => ({
      key: numbers[index]!,
      input: {
        loanId: loan.id,
        reason: 'NOT_ELIGIBLE',
        referral: 'Orienté vers un espace numérique',
        on: '2010-03-22',
      },
    })),
  );
}
