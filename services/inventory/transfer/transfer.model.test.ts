import fc from 'fast-check';
import { aComputer } from '../computer/computer.factory.ts';
import { messageOf, twoAssociations, type Side, type TransferMade } from './transfer.factory.ts';

type Custody = 'IN_STOCK' | 'IN_TRANSFER' | 'TRANSFERRED' | null;
type Kind = 'offer' | 'answer' | 'decision';

/** What each side believes of one transfer; the model knows both. */
interface TransferModel {
  giver: number;
  machine: number;
  atGiver: 'OFFERED' | 'DECLINED' | 'WITHDRAWN' | 'RELEASED';
  atReceiver: 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN' | 'RECEIVED' | null;
}

interface Model {
  /** Custody of each machine at each side. */
  custody: [Custody, Custody][];
  transfers: TransferModel[];
  /** What was ever sent: the post may lose, repeat and reorder it. */
  sent: { kind: Kind; transfer: number }[];
}

interface Real {
  sides: [Side, Side];
  machines: string[];
  transferIds: string[];
  sent: string[];
}

type Step = fc.AsyncCommand<Model, Real>;
const DONE = 'done';

function expectCode({ userErrors }: { userErrors: { code: string }[] }, code: string): void {
  expect(userErrors[0]?.code ?? DONE).toBe(code);
}

/** After every step both stocks are as the model says, and nobody else's. */
async function compareStocks(model: Model, { sides, machines }: Real): Promise<void> {
  const stocks = await Promise.all(sides.map((side) => stockOf(side, machines)));
  const real = machines.map((_, machine) => stocks.map((stock) => stock[machine]));
  expect(real).toEqual(model.custody);
  for (const both of real) expect(both.filter(isOwned).length).toBeLessThanOrEqual(1);
}

const isOwned = (custody: Custody | undefined): boolean => custody !== null && custody !== 'TRANSFERRED';

async function stockOf(side: Side, machines: readonly string[]): Promise<Custody[]> {
  const representations = machines.map((id) => ({ __typename: 'Computer', id }));
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Computer { custody } } }';
  const { _entities } = await side
    .as('technician')
    .request<{ _entities: ({ custody: Custody } | null)[] }>(query, { r: representations });
  return _entities.map((computer) => computer?.custody ?? null);
}

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

class Offer implements Step {
  constructor(
    readonly side: number,
    readonly machine: number,
  ) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const standing = model.custody[this.machine]![this.side]!;
    const made = await pick(real.sides, this.side).offerTransfer([real.machines[this.machine]!], {
      toAssociation: this.side === 0 ? 'ordi-56' : 'defis',
    });
    expectCode(made, standing === 'IN_STOCK' ? DONE : (standing ?? 'NOT_FOUND'));
    if (standing === 'IN_STOCK') {
      model.custody[this.machine]![this.side] = 'IN_TRANSFER';
      model.transfers.push({ giver: this.side, machine: this.machine, atGiver: 'OFFERED', atReceiver: null });
      real.transferIds.push(made.transfer.id);
      post(model, real, 'offer', model.transfers.length - 1, made.transfer);
    }
    await compareStocks(model, real);
  }
  toString = () => `offer(${this.side}, ${this.machine})`;
}

class Withdraw implements Step {
  constructor(readonly transfer: number) {}
  check = ({ transfers }: Model) => transfers.length > 0;
  async run(model: Model, real: Real): Promise<void> {
    const index = this.transfer % model.transfers.length;
    const known = model.transfers[index]!;
    const made = await real.sides[known.giver]!.withdrawTransfer(real.transferIds[index]!);
    expectCode(made, known.atGiver === 'OFFERED' ? DONE : `ALREADY_${known.atGiver}`);
    if (known.atGiver === 'OFFERED') {
      known.atGiver = 'WITHDRAWN';
      model.custody[known.machine]![known.giver] = 'IN_STOCK';
      post(model, real, 'decision', index, made.transfer);
    }
    await compareStocks(model, real);
  }
  toString = () => `withdraw(${this.transfer})`;
}

/** The post brings something that was ever sent, however late or often. */
class Deliver implements Step {
  constructor(
    readonly message: number,
    readonly accepts: boolean,
  ) {}
  check = ({ sent }: Model) => sent.length > 0;
  async run(model: Model, real: Real): Promise<void> {
    const index = this.message % model.sent.length;
    const { kind, transfer } = model.sent[index]!;
    const known = model.transfers[transfer]!;
    const arriving = { known, model, real, transfer, document: real.sent[index]! };
    if (kind === 'offer') await answer(arriving, this.accepts);
    else if (kind === 'answer') await confirm(arriving);
    else await conclude(arriving);
    await compareStocks(model, real);
  }
  toString = () => `deliver(${this.message}, ${this.accepts})`;
}

interface Arriving {
  known: TransferModel;
  model: Model;
  real: Real;
  transfer: number;
  document: string;
}

async function answer({ known, model, real, transfer, document }: Arriving, accepts: boolean): Promise<void> {
  const receiver = real.sides[1 - known.giver]!;
  const made = await (accepts ? receiver.acceptTransfer(document) : receiver.declineTransfer(document));
  const wanted = accepts ? 'ACCEPTED' : 'DECLINED';
  const said = known.atReceiver === 'RECEIVED' ? 'ACCEPTED' : known.atReceiver;
  const standing = model.custody[known.machine]![1 - known.giver]!;
  const isHere = standing !== null && standing !== 'TRANSFERRED';
  if (said) expectCode(made, said === wanted ? DONE : 'ALREADY_ANSWERED');
  else if (accepts && isHere) expectCode(made, 'ALREADY_HERE');
  else {
    expectCode(made, DONE);
    known.atReceiver = wanted;
    post(model, real, 'answer', transfer, made.transfer);
  }
}

async function confirm({ known, model, real, transfer, document }: Arriving): Promise<void> {
  const made = await real.sides[known.giver]!.confirmTransfer(document);
  if (known.atGiver === 'WITHDRAWN') return expectCode(made, 'TRANSFER_WITHDRAWN');
  expectCode(made, DONE);
  if (known.atGiver !== 'OFFERED') return;
  const isYes = known.atReceiver === 'ACCEPTED';
  known.atGiver = isYes ? 'RELEASED' : 'DECLINED';
  model.custody[known.machine]![known.giver] = isYes ? 'TRANSFERRED' : 'IN_STOCK';
  if (isYes) post(model, real, 'decision', transfer, made.transfer);
}

async function conclude({ known, model, real, document }: Arriving): Promise<void> {
  const made = await real.sides[1 - known.giver]!.concludeTransfer(document);
  if (known.atReceiver === null) return expectCode(made, 'OFFER_UNKNOWN');
  if (known.atReceiver === 'DECLINED') return expectCode(made, 'ALREADY_DECLINED');
  expectCode(made, DONE);
  if (known.atReceiver !== 'ACCEPTED') return;
  known.atReceiver = known.atGiver === 'RELEASED' ? 'RECEIVED' : 'WITHDRAWN';
  if (known.atReceiver === 'RECEIVED') model.custody[known.machine]![1 - known.giver] = 'IN_STOCK';
}

function post(model: Model, real: Real, kind: Kind, transfer: number, made: TransferMade): void {
  model.sent.push({ kind, transfer });
  real.sent.push(messageOf(made));
}

describe('Machines on their way between two associations', () => {
  let sides: [Side, Side];
  let close: () => Promise<void>;
  beforeAll(async () => {
    const both = await twoAssociations();
    sides = [both.giver, both.receiver];
    close = both.close;
  }, 120_000);
  afterAll(() => close());

  const setUp = async () => {
    const [giver] = sides;
    const machines = [(await aComputer(giver, 'ERASED')).id, (await aComputer(giver, 'ERASED')).id];
    const model: Model = { custody: machines.map(() => ['IN_STOCK', null]), transfers: [], sent: [] };
    return { model, real: { sides, machines, transferIds: [], sent: [] } as Real };
  };

  it('have one owner at most, whatever the post loses, repeats or reorders', async () => {
    const side = fc.integer({ min: 0, max: 1 });
    const deliver = fc.tuple(fc.nat(20), fc.boolean()).map(([message, accepts]) => new Deliver(message, accepts));
    const newest = fc.tuple(fc.constant(0), fc.constant(true)).map(() => new DeliverNewest());
    const steps = [
      fc.tuple(side, side).map(([from, machine]) => new Offer(from, machine)),
      deliver,
      newest,
      newest,
      fc.nat(5).map((transfer) => new Withdraw(transfer)),
    ];
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 25, size: 'max' }), (commands) =>
        fc.asyncModelRun(setUp, commands),
      ),
      { numRuns: 15 },
    );
  }, 120_000);
});

/** The post at its best, so that transfers also come to their end. */
class DeliverNewest implements Step {
  check = ({ sent }: Model) => sent.length > 0;
  run = (model: Model, real: Real) => new Deliver(model.sent.length - 1, true).run(model, real);
  toString = () => 'deliverNewest';
}
