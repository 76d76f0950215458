import { FAILPOINTS, type Failpoint } from '../../../packages/platform/context/failpoint.ts';
import { act, aKey, done, learn } from '../network/ask.ts';
import { eventually } from '../network/eventually.ts';
import { readyComputers } from '../network/ready-computers.ts';
import { KINDS, REFUSED, type BothSides, type KindOfCrossing, type RefusedCrossing } from './kinds-of-crossing.ts';
import { openTwoServices, ORGANISATION, type Side, type TwoServices } from './two-services.ts';

/** A crossing that is about to be sent. */
interface Prepared {
  kind: KindOfCrossing;
  computers: [first: string, second: string];
  input: { loanId: string; idempotencyKey: string };
}

interface Crash {
  side: Side;
  point: Failpoint;
  /** The only verb at which that side dies there; any unless given. */
  at?: string;
  verbs: readonly KindOfCrossing[];
}

const ONLY_IN_SWAPS: readonly Failpoint[] = ['BETWEEN_QUESTIONS'];
const OF_ANY_SERVICE: readonly Failpoint[] = ['VERB_WRITTEN', 'VERB_COMMITTED'];
const swaps = KINDS.filter(({ verb }) => verb === 'swapComputer');
const takingBack = KINDS.filter(({ verb }) => verb === 'swapComputer' || verb === 'returnComputer');

/** Each failpoint of each side, for every verb that passes it; a swap asks inventory twice. */
const CRASHES: readonly Crash[] = [
  ...FAILPOINTS.map((point) => ({
    side: 'lending' as const,
    point,
    verbs: ONLY_IN_SWAPS.includes(point) ? swaps : KINDS,
  })),
  ...OF_ANY_SERVICE.flatMap((point) => [
    { side: 'inventory' as const, point, verbs: KINDS },
    { side: 'inventory' as const, point, at: 'takeBackComputer', verbs: takingBack },
  ]),
];

/** Seconds are enough where a process starts in one; a busy machine takes many. */
const PATIENCE_MS = 45_000;

const failpointOf = ({ point, at }: Crash): string => (at ? `${point}/${at}` : point);
const nameOf = (crash: Crash): string => `${crash.side} at ${failpointOf(crash)}`;

const BOTH_SIDES_OF_LENDING = 'query L($id: ID!) { loan(id: $id) { state isSettling computer { id } faults { id } } }';
const BOTH_SIDES_OF_INVENTORY = `query I($first: ID!, $second: ID!) {
  first: computer(id: $first) { custody repairs { id } } second: computer(id: $second) { custody } }`;

// Everything that crosses dies together at one point, so that each point costs two starts of one process and no more.
describe('A process that dies in the middle of a crossing', () => {
  let services: TwoServices;
  const prepared = new Map<Crash, Prepared[]>();
  let refused: (Prepared & { kind: RefusedCrossing; otherLoan: string })[];
  beforeAll(async () => {
    services = await openTwoServices();
    const crossings = CRASHES.reduce((count, { verbs }) => count + verbs.length, REFUSED.length);
    const computers = await stock(2 * crossings);
    const take = (): [string, string] => [computers.pop()!, computers.pop()!];
    for (const crash of CRASHES) {
      prepared.set(crash, await Promise.all(crash.verbs.map((kind) => prepare(kind, take()))));
    }
    const refuse = async (kind: RefusedCrossing) => ({
      ...(await prepare(kind, take())),
      kind,
      otherLoan: await signedLoan(),
    });
    refused = await Promise.all(REFUSED.map(refuse));
  }, 240_000);
  afterAll(() => services?.close(), 30_000);

  const lender = () => services.as('lender', 'lending');
  const technician = () => services.as('technician', 'inventory');
  const stock = async (count: number) => {
    const batches = Array.from({ length: Math.ceil(count / 50) }, () => 50);
    return (
      await Promise.all(batches.map((size) => readyComputers(technician(), size, undefined, ORGANISATION)))
    ).flat();
  };
  const step = (verb: string, input: object) =>
    done(lender(), verb, { ...input, idempotencyKey: aKey() }, 'loan { id }');

  async function signedLoan(): Promise<string> {
    const { id: loanId } = await step('requestLoan', { organisationId: ORGANISATION, commune: 'COM-56121' });
    await step('approveLoan', { loanId });
    await step('signLoan', { loanId });
    return loanId;
  }

  async function prepare(kind: KindOfCrossing, computers: [string, string]): Promise<Prepared> {
    const loanId = await signedLoan();
    const [computerId] = computers;
    if (kind.before.has) await step('handOverComputer', { loanId, computerId });
    return { kind, computers, input: { loanId, ...kind.input(...computers), idempotencyKey: aKey() } };
  }

  const send = ({ kind, input }: Prepared) => act(lender(), kind.verb, input, 'loan { state }');

  async function bothSides({ input, computers: [first, second] }: Prepared): Promise<BothSides & { settled: boolean }> {
    const { loan } = await learn(lender(), BOTH_SIDES_OF_LENDING, { id: input.loanId });
    const told = await learn(technician(), BOTH_SIDES_OF_INVENTORY, { first, second });
    return {
      settled: !loan.isSettling,
      state: loan.state,
      has: loan.computer && (loan.computer.id === first ? 'first' : 'second'),
      faults: loan.faults.length,
      custody: [told.first.custody, told.second.custody],
      repairs: told.first.repairs.length,
    };
  }

  const untilSettled = (each: Prepared) =>
    eventually(
      () => bothSides(each),
      ({ settled }) => settled,
      PATIENCE_MS,
    );

  it.each(CRASHES.map((crash) => [nameOf(crash), crash] as const))(
    'is made up for within seconds: %s',
    async (_name, crash) => {
      const { side, point, verbs } = crash;
      const sent = prepared.get(crash)!;
      await services.arm(side, `${failpointOf(crash)}*${verbs.length}`);
      const answers = sent.map((each) => send(each).catch(() => null));
      await services.revive(side);
      await Promise.all(answers);
      const wasIntended = !(side === 'lending' && point === 'VERB_WRITTEN');
      for (const each of sent) {
        const { settled, ...state } = await untilSettled(each);
        expect([each.kind.verb, state]).toEqual([each.kind.verb, wasIntended ? each.kind.after : each.kind.before]);
        expect(settled).toBe(true);
      }
      expect((await Promise.all(sent.map(send))).flatMap(({ codes }) => codes)).toEqual([]);
      for (const each of sent) expect(await bothSides(each)).toMatchObject(each.kind.after);
    },
    120_000,
  );

  const repaired = ({ kind, computers: [first, second] }: (typeof refused)[number]) =>
    kind.repaired === 'first' ? first : second;

  it('leaves nothing behind when inventory refuses, once lending is back, what it did not live to ask', async () => {
    await services.arm('lending', `VERB_COMMITTED*${refused.length}`);
    const answers = refused.map((each) => send(each).catch(() => null));
    await services.died('lending');
    for (const each of refused) {
      const repair = { computerId: repaired(each), problem: 'No picture', idempotencyKey: aKey() };
      await done(technician(), 'openRepair', repair, 'repairTicket { id }');
    }
    await services.revive('lending');
    await Promise.all(answers);
    for (const each of refused) {
      const { settled, ...state } = await untilSettled(each);
      expect([each.kind.verb, settled, state]).toEqual([each.kind.verb, true, each.kind.undone]);
    }
    // Were a computer still reserved, lending would say COMPUTER_ALREADY_OUT; were the key, the loan as it was.
    for (const each of refused) {
      const other = { loanId: each.otherLoan, computerId: repaired(each), idempotencyKey: aKey() };
      const again = [await act(lender(), 'handOverComputer', other, 'loan { id }'), await send(each)];
      expect(again.map(({ codes }) => codes)).toEqual([['COMPUTER_IN_REPAIR'], ['COMPUTER_IN_REPAIR']]);
    }
  }, 120_000);
});
