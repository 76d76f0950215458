import fc from 'fast-check';
import { anInventory, type Inventory } from '../inventory.factory.ts';
import { donationEnd, type CertificateMade } from './certificate.factory.ts';

type State = 'OFFERED' | 'ACCEPTED' | 'DECLINED' | 'CANCELLED' | 'PICKED_UP' | 'INVENTORIED' | 'ATTESTED' | 'CLOSED';
type Outcome = 'ERASED' | 'REUSED' | 'RECYCLED' | null;

interface Model {
  state: State;
  /** What became of each machine. */
  machines: Outcome[];
  /** What each certificate says of which machine, and whether it still holds. */
  certificates: { said: Map<number, Outcome>; holds: boolean }[];
}

interface Real {
  inventory: Inventory;
  end: ReturnType<typeof donationEnd>;
  donationId: string;
  machines: string[];
  certificates: CertificateMade[];
}

type Step = fc.AsyncCommand<Model, Real>;
const DONE = 'done';
interface Answer {
  userErrors: { code: string }[];
}

function expectCode({ userErrors }: Answer, code: string): void {
  expect(userErrors[0]?.code ?? DONE).toBe(code);
}

const isBefore = (state: State): string | null =>
  ({ OFFERED: 'NOT_ACCEPTED', DECLINED: 'DECLINED', CANCELLED: 'CANCELLED' })[state as string] ?? null;

/** What each verb of a donation answers in each state, and where it leads. */
const VERBS = {
  accept: { to: 'ACCEPTED', code: (state: State) => (state === 'OFFERED' ? DONE : 'ALREADY_DECIDED') },
  decline: { to: 'DECLINED', code: (state: State) => (state === 'OFFERED' ? DONE : 'ALREADY_DECIDED') },
  cancel: {
    to: 'CANCELLED',
    code: (state: State) => {
      if (state === 'OFFERED' || state === 'ACCEPTED') return DONE;
      return isBefore(state) ?? 'ALREADY_PICKED_UP';
    },
  },
  pickUp: {
    to: 'PICKED_UP',
    code: (state: State) => (state === 'ACCEPTED' ? DONE : (isBefore(state) ?? 'ALREADY_PICKED_UP')),
  },
  closeInventory: {
    to: 'INVENTORIED',
    code: (state: State) => {
      if (state === 'PICKED_UP') return DONE;
      return isBefore(state) ?? (state === 'ACCEPTED' ? 'NOT_PICKED_UP' : 'INVENTORY_CLOSED');
    },
  },
  close: {
    to: 'CLOSED',
    code: (state: State) => {
      if (state === 'ATTESTED') return DONE;
      return state === 'CLOSED' ? 'ALREADY_CLOSED' : 'NOT_ATTESTED';
    },
  },
} as const;

class Move implements Step {
  constructor(readonly verb: keyof typeof VERBS) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const { to, code } = VERBS[this.verb];
    const call = this.verb === 'close' ? real.end.close : real.inventory[this.verb];
    const expected = code(model.state);
    expectCode(await call({ donationId: real.donationId }), expected);
    if (expected === DONE) model.state = to;
    await compare(model, real);
  }
  toString = () => this.verb;
}

class Register implements Step {
  check = ({ machines }: Model) => machines.length < 3;
  async run(model: Model, { inventory, donationId, machines }: Real): Promise<void> {
    const made = await inventory.register({ donationId, label: inventory.nextLabel(), kind: 'LAPTOP' });
    const isOpen = model.state === 'ACCEPTED' || model.state === 'PICKED_UP';
    expectCode(made, isOpen ? DONE : (isBefore(model.state) ?? 'INVENTORY_CLOSED'));
    if (!isOpen) return;
    model.machines.push(null);
    machines.push(made.computer.id);
  }
  toString = () => 'register';
}

/** The workshop takes a machine on; its own cycle is told elsewhere. */
class Work implements Step {
  constructor(
    readonly machine: number,
    readonly towards: 'ERASED' | 'REUSED' | 'RECYCLED',
  ) {}
  check = ({ machines, state }: Model) => machines.length > 0 && state !== 'ACCEPTED' && state !== 'CANCELLED';
  async run(model: Model, { inventory, machines }: Real): Promise<void> {
    const index = this.machine % machines.length;
    const computerId = machines[index]!;
    const steps = STEPS[`${model.machines[index]} to ${this.towards}`] ?? [];
    for (const step of steps) expectCode(await step(inventory, computerId), DONE);
    if (steps.length > 0) model.machines[index] = this.towards;
  }
  toString = () => `work(${this.machine}, ${this.towards})`;
}

type WorkStep = (inventory: Inventory, computerId: string) => Promise<Answer>;
const triage: WorkStep = ({ triage: tell }, computerId) => tell({ computerId, outcome: 'REFURBISH' });
const erase: WorkStep = ({ erase: tell }, computerId) => tell({ computerId, noStorage: true });
const ready: WorkStep = ({ refurbish }, computerId) => refurbish({ computerId, grade: 'A', testsPassed: true });
const giveUp: WorkStep = ({ sendToRecycling }, computerId) => sendToRecycling({ computerId });
const recycle: WorkStep = ({ recordRecycling }, computerId) =>
  recordRecycling({ computerId, recyclerId: 'SIRET-43310231700019', certificate: 'BSD-1' });
const STEPS: Record<string, WorkStep[]> = {
  'null to ERASED': [triage, erase],
  'null to REUSED': [triage, erase, ready],
  'ERASED to REUSED': [ready],
  'ERASED to RECYCLED': [giveUp, recycle],
  'REUSED to RECYCLED': [giveUp, recycle],
};

const certified = ({ certificates }: Model, machine: number): Outcome =>
  certificates.findLast(({ said, holds }) => holds && said.has(machine))?.said.get(machine) ?? null;

const due = (model: Model): Map<number, Outcome> =>
  new Map(
    [...model.machines.entries()].filter(
      ([machine, outcome]) => outcome !== null && outcome !== certified(model, machine),
    ),
  );

class Issue implements Step {
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const made = await real.end.issue({ donationId: real.donationId });
    const said = due(model);
    if (model.state === 'CLOSED') expectCode(made, 'DONATION_CLOSED');
    else if (!['PICKED_UP', 'INVENTORIED', 'ATTESTED'].includes(model.state)) expectCode(made, 'NOT_PICKED_UP');
    else if (said.size === 0) expectCode(made, 'NOTHING_TO_CERTIFY');
    else keep(model, real, said, made.certificate);
    await compare(model, real);
  }
  toString = () => 'issue';
}

class Attest implements Step {
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const made = await real.end.attest({ donationId: real.donationId });
    const said = due(model);
    if (model.state === 'ATTESTED' || model.state === 'CLOSED') expectCode(made, 'ALREADY_ATTESTED');
    else if (model.state !== 'INVENTORIED') expectCode(made, isBefore(model.state) ?? 'NOT_INVENTORIED');
    else if (model.machines.some((outcome) => outcome === null || outcome === 'ERASED'))
      expectCode(made, 'STILL_IN_WORKSHOP');
    else {
      model.state = 'ATTESTED';
      expectCode(made, DONE);
      if (said.size > 0) keep(model, real, said, made.certificate!);
    }
    await compare(model, real);
  }
  toString = () => 'attest';
}

class Correct implements Step {
  constructor(readonly certificate: number) {}
  check = ({ certificates }: Model) => certificates.length > 0;
  async run(model: Model, real: Real): Promise<void> {
    const index = this.certificate % model.certificates.length;
    const wrong = model.certificates[index]!;
    const made = await real.end.correct({ certificateId: real.certificates[index]!.id, reason: 'Une faute' });
    if (!wrong.holds) expectCode(made, 'ALREADY_SUPERSEDED');
    else {
      wrong.holds = false;
      const said = new Map([...wrong.said.keys()].map((machine) => [machine, model.machines[machine]!]));
      keep(model, real, said, made.certificate);
    }
    await compare(model, real);
  }
  toString = () => `correct(${this.certificate})`;
}

function keep(model: Model, real: Real, said: Map<number, Outcome>, made: CertificateMade): void {
  expect(made.lines.map(({ computer, outcome }) => [computer.id, outcome])).toEqual(
    [...said].map(([machine, outcome]) => [real.machines[machine], outcome]),
  );
  model.certificates.push({ said, holds: true });
  real.certificates.push(made);
}

/** Nothing that was signed has changed, and an attested donation leaves no machine untold. */
async function compare(model: Model, { inventory, donationId, certificates }: Real): Promise<void> {
  const { donation } = await inventory.as('technician').request<{
    donation: { state: State; certificates: Pick<CertificateMade, 'number' | 'document' | 'supersededBy'>[] };
  }>('query ($id: ID!) { donation(id: $id) { state certificates { number document { digest } supersededBy { id } } } }', { id: donationId });
  expect(donation.state).toBe(model.state);
  expect(donation.certificates.map(({ number, document }) => [number, document.digest])).toEqual(
    certificates.map(({ number, document }) => [number, document.digest]),
  );
  expect(donation.certificates.map(({ supersededBy }) => supersededBy === null)).toEqual(
    model.certificates.map(({ holds }) => holds),
  );
  if (model.state !== 'ATTESTED' && model.state !== 'CLOSED') return;
  for (const machine of model.machines.keys()) expect(certified(model, machine)).toMatch(/REUSED|RECYCLED/);
}

describe('A donation, from its offer to its end', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  }, 120_000);
  afterAll(() => inventory.close());

  it('goes where its steps lead, and certifies each machine as it is', async () => {
    const end = donationEnd(inventory);
    const setUp = async () => ({
      model: { state: 'OFFERED', machines: [], certificates: [] } as Model,
      real: {
        inventory,
        end,
        donationId: (await inventory.offer()).donation.id,
        machines: [],
        certificates: [],
      } as Real,
    });
    const move = fc.constantFrom(
      'accept',
      'pickUp',
      'closeInventory',
      'close',
      'accept',
      'pickUp',
      'decline',
      'cancel',
    );
    const steps = [
      move.map((verb) => new Move(verb)),
      fc.constant(null).map(() => new Register()),
      fc
        .tuple(fc.nat(2), fc.constantFrom('ERASED', 'REUSED', 'REUSED', 'RECYCLED'))
        .map(([machine, towards]) => new Work(machine, towards as 'ERASED')),
      fc.constant(null).map(() => new Issue()),
      fc.constant(null).map(() => new Attest()),
      fc.nat(4).map((certificate) => new Correct(certificate)),
    ];
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 25, size: 'max' }), (commands) =>
        fc.asyncModelRun(setUp, commands),
      ),
      { numRuns: 15 },
    );
  }, 120_000);
});
