import fc from 'fast-check';
import type { GraphQLClient } from 'graphql-request';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aKey, anActiveLoan, tell } from '../loan/loan.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';

const KINDS = ['RENEWAL_OPENS', 'ENDS_SOON', 'DUE', 'OVERDUE', 'OVERDUE_AGAIN', 'OVERDUE_LAST'] as const;
const DAYS = [-60, -30, 0, 1, 15, 30];
const START = '2010-01-04';
const DAY_MS = 86_400_000;

/** One loan, as simple as can be: days are numbers. */
interface Model {
  today: number;
  due: number;
  isOut: boolean;
  /** `due kind` of each reminder that was made. */
  made: Set<string>;
}

interface Real {
  lending: LendingUnderTest;
  api: GraphQLClient;
  loanId: string;
}

const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);
const numberOf = (day: string): number => Date.parse(day) / DAY_MS;
const stage = ({ today, due }: Model): number => DAYS.findLastIndex((days) => today - due >= days);
const expected = (model: Model): string[] => {
  const at = stage(model);
  return at < 0 || !model.isOut || model.made.has(`${model.due} ${at}`) ? [] : [KINDS[at]!];
};

/** After each step: what is due is what the model says, and no reminder was made twice. */
async function compare(model: Model, { api, loanId }: Real): Promise<void> {
  const { remindersDue, loan } = await api.request(`{
    remindersDue(first: 100) { nodes { kind loan { id } } } loan(id: "${loanId}") { reminders { id } } }`);
  const due = remindersDue.nodes.filter((each: { loan: { id: string } }) => each.loan.id === loanId);
  expect(due.map(({ kind }: { kind: string }) => kind)).toEqual(expected(model));
  expect(new Set(loan.reminders.map(({ id }: { id: string }) => id)).size).toBe(model.made.size);
}

/** Whether a verb was refused with a code; with null, done. */
function isRefusedWith(code: unknown, userErrors: readonly { code: string }[]): void {
  expect(userErrors[0]?.code ?? null).toEqual(code);
}

class Wait implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly days: number) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    model.today += this.days;
    real.lending.clock.set(dayOf(model.today));
    await compare(model, real);
  }
  toString = () => `wait ${this.days} days`;
}

class Mark implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly at: number) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const key = `${model.due} ${this.at}`;
    const isDue = model.isOut && stage(model) === this.at;
    const code = model.made.has(key) ? 'ALREADY_REMINDED' : isDue ? null : 'REMINDER_NOT_DUE';
    const reminderId = `${real.loanId}~${dayOf(model.due)}~${KINDS[this.at]}`;
    const input = { reminderId, idempotencyKey: aKey() };
    const { userErrors } = await callVerb(real.api, 'markReminderDone', 'reminder { id }', input);
    isRefusedWith(code, userErrors);
    if (!code) model.made.add(key);
    await compare(model, real);
  }
  toString = () => `mark ${KINDS[this.at]}`;
}

class Renew implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const { loan, userErrors } = await tell(
      real.api,
      'renewLoan',
      { loanId: real.loanId, idempotencyKey: aKey() },
      'dueOn',
    );
    // When a loan may be renewed is for its own tests to say; never once it is over or late.
    if (!model.isOut || model.today > model.due) isRefusedWith(expect.any(String), userErrors);
    if (userErrors.length === 0) model.due = numberOf(loan['dueOn'] as string);
    await compare(model, real);
  }
  toString = () => 'renew';
}

class Return implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    const input = { loanId: real.loanId, condition: 'WORKING', idempotencyKey: aKey() };
    const { userErrors } = await tell(real.api, 'returnComputer', input);
    isRefusedWith(model.isOut ? null : 'NOT_ACTIVE', userErrors);
    model.isOut = false;
    await compare(model, real);
  }
  toString = () => 'return';
}

const STEPS = [
  fc.integer({ min: 1, max: 45 }).map((days) => new Wait(days)),
  fc.integer({ min: 200, max: 320 }).map((days) => new Wait(days)),
  fc.nat(KINDS.length - 1).map((at) => new Mark(at)),
  fc.nat(KINDS.length - 1).map((at) => new Mark(at)),
  fc.constant(new Renew()),
  fc.nat(9).map((chance) => (chance === 0 ? new Return() : new Wait(chance))),
];

describe('Whatever happens to a loan', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending({ today: START })));
  afterAll(() => lending.close());

  it('its borrower is reminded of each thing once, and of nothing that has passed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(STEPS, { maxCommands: 25 }), async (commands) => {
        lending.clock.set(START);
        const api = lending.as('lender');
        const { loanId } = await anActiveLoan(api, { startedOn: START });
        const model = { today: numberOf(START), due: numberOf('2011-01-04'), isOut: true, made: new Set<string>() };
        await fc.asyncModelRun(() => ({ model, real: { lending, api, loanId } }), commands);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
