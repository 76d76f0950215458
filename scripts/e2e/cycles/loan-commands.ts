import type fc from 'fast-check';
import type { Inventory } from '../../../services/inventory/inventory.factory.ts';
import { aKey, tell } from '../../../services/lending/loan/loan.factory.ts';
import type { LendingUnderTest } from '../../../services/lending/testing/a-lending.ts';
import { addDays, isHousehold, stateToday, whyNotRequest, type Model, type ModelLoan } from './loan-model.ts';
import { STEPS, USUAL, type Subject } from './loan-steps.ts';

/** Both services, and what a walk walks on. */
export interface World {
  lending: LendingUnderTest;
  inventory: Inventory;
  borrowers: string[];
}

export type Command = fc.AsyncCommand<Model, World>;

const whyOf = ({ userErrors }: { userErrors: { code: string }[] }): string | null => userErrors[0]?.code ?? null;
const pick = <T>(list: readonly T[], choice: number): T => list[choice % list.length]!;

/** Somebody asks for a loan. */
export class Request implements Command {
  constructor(readonly choice: number) {}
  check = (): boolean => true;
  toString = (): string => `requestLoan(${this.choice % 3})`;

  async run(model: Model, world: World): Promise<void> {
    const { lending, borrowers } = world;
    const borrower = pick(borrowers, this.choice);
    const whyNot = whyNotRequest(model, borrower);
    const asked = isHousehold(borrower)
      ? { householdId: borrower }
      : { organisationId: borrower, commune: 'COM-56121' };
    const answer = await tell(lending.as('lender'), 'requestLoan', asked);
    answered('requestLoan', answer, whyNot);
    if (!whyNot) model.loans.push(aModelLoan(answer.loan.id, borrower, model.loans.length));
    await agree(model, world);
  }
}

/** A verb on some loan: the one told, else the next one of a loan's usual life. */
export class Take implements Command {
  constructor(
    readonly verb: string | null,
    readonly loan: number,
    readonly computer: number,
    readonly choice: number,
  ) {}

  check = ({ loans }: Readonly<Model>): boolean => loans.length > 0;
  toString = (): string => `${this.verb ?? 'next'}(${this.loan}, ${this.computer}, ${this.choice})`;

  async run(model: Model, world: World): Promise<void> {
    const loan = pick(model.loans, this.loan);
    const verb = this.verb ?? USUAL[loan.state] ?? 'closeLoan';
    const step = STEPS[verb]!;
    const subject: Subject = { model, loan, computer: pick(model.computers, this.computer), choice: this.choice };
    const whyNot = step.whyNot(subject);
    const input = { loanId: loan.id, idempotencyKey: aKey(), ...step.input(subject) };
    const answer = await tell(world.lending.as(step.isForManagers ? 'manager' : 'lender'), verb, input);
    answered(`${verb} of a loan that is ${loan.state}`, answer, whyNot);
    if (!whyNot) step.change(subject);
    await agree(model, world);
  }
}

/** Days pass. */
export class Wait implements Command {
  constructor(readonly days: number) {}
  check = (): boolean => true;
  toString = (): string => `wait(${this.days})`;

  async run(model: Model, world: World): Promise<void> {
    model.today = addDays(model.today, this.days);
    for (const { clock } of [world.lending, world.inventory]) clock.set(model.today);
    await agree(model, world);
  }
}

/** The workshop mends, erases and refurbishes a computer that is there. */
export class MakeReady implements Command {
  constructor(readonly computer: number) {}
  toString = (): string => `makeReady(${this.computer})`;

  check({ computers }: Readonly<Model>): boolean {
    const { isReady, custody } = pick(computers, this.computer);
    return !isReady && (custody === 'IN_STOCK' || custody === 'IN_REPAIR');
  }

  async run(model: Model, world: World): Promise<void> {
    const computer = pick(model.computers, this.computer);
    if (computer.hasTicket) await mend(world.inventory, computer.id);
    await makeReady(world.inventory, [computer.id]);
    Object.assign(computer, { isReady: true, hasTicket: false, custody: 'IN_STOCK' });
    await agree(model, world);
  }
}

async function mend({ as, resolveRepair }: Inventory, id: string): Promise<void> {
  const document = 'query ($id: ID!) { computer(id: $id) { repairs { id resolvedOn } } }';
  const { computer } = await as('technician').request(document, { id });
  const { id: repairTicketId } = computer.repairs.find(({ resolvedOn }: { resolvedOn: string | null }) => !resolvedOn);
  done(await resolveRepair({ repairTicketId, outcome: 'REPAIRED', minutes: 30 }));
}

/** Erases and refurbishes computers that are triaged. */
export async function makeReady({ eraseMany, refurbishMany }: Inventory, ids: string[]): Promise<void> {
  const proof = { method: 'CLEAR', standard: 'NIST SP 800-88', tool: 'nwipe 0.34', succeeded: true };
  done(await eraseMany({ computers: ids.map((computerId) => ({ computerId, ...proof })) }));
  done(await refurbishMany({ computers: ids.map((computerId) => ({ computerId, grade: 'B', testsPassed: true })) }));
}

/** A verb was done, or refused with the code the model says. */
function answered(verb: string, answer: { userErrors: { code: string }[] }, whyNot: string | null): void {
  expect([verb, whyOf(answer)]).toEqual([verb, whyNot]);
}

/** Expects a verb not to be refused. */
export function done(answer: { userErrors: { code: string }[] }): void {
  expect(whyOf(answer)).toBeNull();
}

/** What must hold whatever was done: both services and the model say the same, and nothing is lent twice or unready. */
async function agree(model: Model, { lending, inventory }: World): Promise<void> {
  const { loans } = await lending
    .as('lender')
    .request(LOANS, { ids: model.loans.map(({ id }) => reference('Loan', id)) });
  const told = loans.map(({ faults, ...loan }: LoanTold) => ({
    ...loan,
    openFaults: faults.filter(({ resolvedOn }) => resolvedOn === null).length,
  }));
  const expected = model.loans.map((loan) => ({
    id: loan.id,
    state: stateToday(model, loan),
    isSettling: false,
    computer: loan.computer && { id: loan.computer.id },
    openFaults: loan.openFaults,
  }));
  expect(told).toEqual(expected);
  const ids = model.computers.map(({ id }) => reference('Computer', id));
  const { computers } = await inventory.as('technician').request(COMPUTERS, { ids });
  expect(computers.map(({ id, custody }: ComputerTold) => ({ id, custody }))).toEqual(
    model.computers.map(({ id, custody }) => ({ id, custody })),
  );
  const lent = model.loans.flatMap(({ computer }) => computer?.id ?? []);
  expect(new Set(lent).size).toBe(lent.length);
  for (const { id, processing } of computers) if (lent.includes(id)) expect(processing).toBe('READY');
}

interface LoanTold {
  faults: { resolvedOn: string | null }[];
}

interface ComputerTold {
  id: string;
  custody: string;
}

const reference = (type: string, id: string): object => ({ __typename: type, id });
const LOANS = `query ($ids: [_Any!]!) {
  loans: _entities(representations: $ids) { ... on Loan { id state isSettling computer { id } faults { resolvedOn } } } }`;
const COMPUTERS = `query ($ids: [_Any!]!) {
  computers: _entities(representations: $ids) { ... on Computer { id custody processing } } }`;

const aModelLoan = (id: string, borrower: string, number: number): ModelLoan => ({
  id,
  borrower,
  number,
  state: 'REQUESTED',
  priority: 0,
  waitlistedOn: null,
  computer: null,
  terms: 0,
  dueOn: '',
  seenOn: '',
  openFaults: 0,
  sanctionUntil: null,
});
