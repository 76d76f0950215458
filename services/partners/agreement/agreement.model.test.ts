import fc from 'fast-check';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { openReport, colleague, stepReport } from '../report/report.factory.ts';
import { aReportingService } from '../testing/partners.ts';
import {
  amendAgreement,
  correctInstalment,
  proposeAgreement,
  receiveInstalment,
  settleAgreement,
  signAgreement,
  terminateAgreement,
} from './agreement.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  ({ partners } = await aReportingService());
});
afterAll(() => partners.close());

/** An agreement for 2011 as simply as it can be said; money in cents. */
interface Model {
  isSigned: boolean;
  isTerminated: boolean;
  isReported: boolean;
  isSettled: boolean;
  /** Today: before its first day, inside of it, or after its last day. */
  day: Day;
  amount: number;
  version: number;
  /** What came of each instalment; null while nothing did. */
  came: (number | null)[];
}

interface Real {
  id: string;
  /** Ids of the instalments there are now, in order. */
  instalments: string[];
  reportId: string | null;
}

const BEFORE = '2010-12-15';
const DURING = '2011-06-15';
const AFTER = '2012-01-15';
type Day = typeof BEFORE | typeof DURING | typeof AFTER;
const isOver = ({ day }: Pick<Model, 'day'>): boolean => day === AFTER;
const received = ({ came }: Model): number => came.reduce<number>((sum, cents) => sum + (cents ?? 0), 0);
const api = () => partners.as('manager');
const codeOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors[0]?.code ?? 'DONE';

function expectAnswer(step: Step, answer: string, expected: string): void {
  expect(`${step.toString()}: ${answer}`).toBe(`${step.toString()}: ${expected}`);
}

/** A step: what the model answers, what the service answers, and what a step that was done changes in the model. */
abstract class Step implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  abstract expected(model: Readonly<Model>): string;
  abstract ask(model: Readonly<Model>, real: Real): Promise<string>;
  abstract change(model: Model): void;
  abstract toString(): string;

  async run(model: Model, real: Real): Promise<void> {
    const expected = this.expected(model);
    expectAnswer(this, await this.ask(model, real), expected);
    if (expected === 'DONE') this.change(model);
    await compare(model, real);
  }
}

const STATE = `query ($id: ID!) { agreement(id: $id) {
  state amount received terms { version } instalments { id receivedAmount receipts { amount } }
} }`;

const inCents = (euros: number | null): number | null => (euros === null ? null : Math.round(euros * 100));

async function compare(model: Model, real: Real): Promise<void> {
  const { agreement } = await api().request(STATE, { id: real.id });
  const { instalments } = agreement;
  real.instalments = instalments.map(({ id }: { id: string }) => id);
  expect(agreement).toMatchObject({ state: stateOf(model), terms: { length: model.version } });
  expect(inCents(agreement.amount)).toBe(model.amount);
  const came = instalments.map(({ receivedAmount }: { receivedAmount: number | null }) => inCents(receivedAmount));
  expect(came).toEqual(model.came);
  for (const { receivedAmount, receipts } of instalments) {
    const ledger = receipts.reduce((sum: number, { amount }: { amount: number }) => sum + inCents(amount)!, 0);
    expect(ledger).toBe(inCents(receivedAmount) ?? 0);
  }
  expect(agreement.received).toBeLessThanOrEqual(agreement.amount);
}

function stateOf({ isSettled, isReported, isTerminated, isSigned, day, version }: Model): string {
  if (isSettled) return 'SETTLED';
  if (isReported) return 'REPORTED';
  if (isTerminated) return 'TERMINATED';
  if (!isSigned) return 'PROPOSED';
  if (day === BEFORE) return 'SIGNED';
  if (day === AFTER) return 'EXPIRED';
  return version > 1 ? 'AMENDED' : 'IN_FORCE';
}

class Sign extends Step {
  expected({ isTerminated, isSigned, day }: Model) {
    if (isTerminated) return 'TERMINATED';
    if (isSigned) return 'ALREADY_SIGNED';
    return isOver({ day }) ? 'AFTER_ITS_END' : 'DONE';
  }
  ask = async ({ day }: Model, { id }: Real) => codeOf(await signAgreement(api(), id, day));
  change = (model: Model) => void (model.isSigned = true);
  toString = () => 'sign';
}

class Receive extends Step {
  constructor(
    readonly at: number,
    readonly cents: number,
  ) {
    super();
  }
  expected(model: Model) {
    if (!model.isSigned) return 'NOT_SIGNED';
    if (model.isSettled) return 'SETTLED';
    if (model.came[this.at % model.came.length] !== null) return 'ALREADY_RECEIVED';
    return received(model) + this.cents > model.amount ? 'BEYOND_THE_AGREEMENT' : 'DONE';
  }
  async ask({ day }: Model, { instalments }: Real) {
    const money = { amount: this.cents / 100, on: day };
    return codeOf(await receiveInstalment(api(), instalments[this.at % instalments.length]!, money));
  }
  change = ({ came }: Model) => void (came[this.at % came.length] = this.cents);
  toString = () => `receive ${this.cents} for ${this.at}`;
}

class Correct extends Step {
  constructor(
    readonly at: number,
    readonly cents: number,
  ) {
    super();
  }
  expected(model: Model) {
    const known = model.came[this.at % model.came.length]!;
    if (model.isSettled) return 'SETTLED';
    if (known === null) return 'NOT_RECEIVED';
    if (known === this.cents) return 'NOTHING_CHANGES';
    return received(model) - known + this.cents > model.amount ? 'BEYOND_THE_AGREEMENT' : 'DONE';
  }
  async ask(_: Model, { instalments }: Real) {
    const id = instalments[this.at % instalments.length]!;
    return codeOf(await correctInstalment(api(), id, { amount: this.cents / 100 }));
  }
  change = ({ came }: Model) => void (came[this.at % came.length] = this.cents === 0 ? null : this.cents);
  toString = () => `correct ${this.at} to ${this.cents}`;
}

/** Sets another amount, what has not come being planned in one instalment. */
class Amend extends Step {
  constructor(readonly cents: number) {
    super();
  }
  expected(model: Model) {
    if (model.isTerminated) return 'TERMINATED';
    if (model.isSettled) return 'SETTLED';
    if (model.isReported) return 'REPORTED';
    if (!model.isSigned) return 'NOT_SIGNED';
    if (isOver(model)) return 'AFTER_ITS_END';
    if (this.cents === 0) return 'AMOUNT_MISSING';
    return this.cents < received(model) ? 'BELOW_WHAT_CAME' : 'DONE';
  }
  async ask(model: Model, { id }: Real) {
    const rest = this.cents - received(model);
    const instalments = rest > 0 ? [{ dueOn: '2011-12-01', amount: rest / 100 }] : [];
    return codeOf(await amendAgreement(api(), id, { amount: this.cents / 100, instalments, on: model.day }));
  }
  change(model: Model) {
    const rest = this.cents - received(model);
    model.came = [...model.came.filter((cents) => cents !== null), ...(rest > 0 ? [null] : [])];
    model.amount = this.cents;
    model.version++;
  }
  toString = () => `amend to ${this.cents}`;
}

class Terminate extends Step {
  expected({ isTerminated, isReported, day }: Model) {
    if (isTerminated) return 'TERMINATED';
    if (isReported) return 'REPORTED';
    return isOver({ day }) ? 'AFTER_ITS_END' : 'DONE';
  }
  ask = async ({ day }: Model, { id }: Real) => codeOf(await terminateAgreement(api(), id, { on: day }));
  change = (model: Model) => void (model.isTerminated = true);
  toString = () => 'terminate';
}

/** Opens a report on 2011 if there is none, and takes it as far as it goes. */
class Report extends Step {
  expected({ isSigned, day, isReported }: Model) {
    if (!isSigned) return 'NOT_SIGNED';
    if (isReported) return 'NOT_OPEN';
    return isOver({ day }) ? 'DONE' : 'PERIOD_NOT_OVER';
  }
  async ask(_: Model, real: Real) {
    if (!real.reportId) {
      const opened = await openReport(api(), { agreementId: real.id });
      if (codeOf(opened) !== 'DONE') return codeOf(opened);
      real.reportId = opened.reportingPeriod.id;
    }
    for (const step of ['submit', 'approve', 'lock']) {
      const who = step === 'approve' ? colleague(partners) : api();
      const code = codeOf(await stepReport(who, step, real.reportId));
      if (code !== 'DONE') return code;
    }
    return 'DONE';
  }
  change = (model: Model) => void (model.isReported = true);
  toString = () => 'report';
}

class Settle extends Step {
  constructor(
    readonly isComplete: boolean,
    readonly paidBack: number,
  ) {
    super();
  }
  expected(model: Model) {
    if (model.isSettled) return 'SETTLED';
    if (!model.isReported) return 'NOT_REPORTED';
    if (!this.isComplete) return 'BALANCE_OPEN';
    return this.paidBack > received(model) ? 'BEYOND_WHAT_CAME' : 'DONE';
  }
  async ask(model: Model, { id }: Real) {
    const waived = (model.amount - received(model) + (this.isComplete ? 0 : 1)) / 100;
    return codeOf(await settleAgreement(api(), id, { waived, paidBack: this.paidBack / 100 }));
  }
  change = (model: Model) => void (model.isSettled = true);
  toString = () => `settle ${this.isComplete ? 'all' : 'not all'}, ${this.paidBack} back`;
}

/** The first day comes, or a later one: never an earlier one again. */
class Pass extends Step {
  constructor(readonly day: Day) {
    super();
  }
  expected = () => 'DONE';
  ask = async ({ day }: Model) => {
    partners.clock.set(later(day, this.day));
    return 'DONE';
  };
  change = (model: Model) => void (model.day = later(model.day, this.day));
  toString = () => `it is ${this.day}`;
}

const later = (one: Day, other: Day): Day => (one > other ? one : other);

const cents = fc.integer({ min: 0, max: 5 }).map((part) => part * 20_000);
const some = fc.constantFrom(1, 10_000, 30_050, 69_950, 100_000);
const at = fc.nat({ max: 2 });
const steps = fc.commands(
  [
    fc.constant(new Sign()),
    fc.tuple(at, some).map(([index, money]) => new Receive(index, money)),
    fc.tuple(at, some).map(([index, money]) => new Receive(index, money)),
    fc.tuple(at, fc.oneof(some, fc.constant(0))).map(([index, money]) => new Correct(index, money)),
    cents.map((amount) => new Amend(amount)),
    cents.map((amount) => new Amend(amount)),
    fc.constant(new Terminate()),
    fc.constant(new Report()),
    fc.constant(new Report()),
    fc.tuple(fc.boolean(), some).map(([isComplete, paidBack]) => new Settle(isComplete, paidBack)),
    fc.constant(new Settle(true, 1)),
    fc.constantFrom<Day>(DURING, AFTER).map((day) => new Pass(day)),
  ],
  { maxCommands: 25, size: 'max' },
);

/** Most runs begin signed: what can be done with a proposal is soon seen. */
const begin = (isSigned: boolean, day: Day) => async () => {
  partners.clock.set(day);
  const { agreement } = await proposeAgreement(api(), { on: '2010-12-01' });
  if (isSigned) await signAgreement(api(), agreement.id, day);
  const model: Model = {
    isSigned,
    isTerminated: false,
    isReported: false,
    isSettled: false,
    day,
    amount: 1e5,
    version: 1,
    came: [null, null],
  };
  return { model, real: { id: agreement.id, instalments: agreement.instalments.map(({ id }) => id), reportId: null } };
};

test('An agreement answers every step as a model much simpler than it, and never receives more than was agreed', async () => {
  const isSigned = fc.integer({ min: 0, max: 5 }).map((draw) => draw > 0);
  const day = fc.constantFrom<Day>(BEFORE, DURING);
  await fc.assert(
    fc.asyncProperty(isSigned, day, steps, async (signed, first, commands) =>
      fc.asyncModelRun(begin(signed, first), commands),
    ),
    { numRuns: 14 },
  );
}, 120_000);
