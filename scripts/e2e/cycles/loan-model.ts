/** A loan as the model knows it. */
export interface ModelLoan {
  id: string;
  borrower: string;
  state: string;
  /** Where it comes in the order of the requests. */
  number: number;
  priority: number;
  waitlistedOn: string | null;
  computer: ModelComputer | null;
  terms: number;
  dueOn: string;
  seenOn: string;
  openFaults: number;
  sanctionUntil: string | null;
}

/** A computer as the model knows it. */
export interface ModelComputer {
  id: string;
  isReady: boolean;
  custody: 'IN_STOCK' | 'ON_LOAN' | 'IN_REPAIR' | 'CEDED' | 'LOST' | 'STOLEN';
  hasTicket: boolean;
}

/** What a walk knows: far less than the services, and enough to say what each step must answer. */
export interface Model {
  today: string;
  loans: ModelLoan[];
  computers: ModelComputer[];
}

/** Why a step must be refused; null when it must be done. */
export type Why = string | null;

const UNDECIDED = ['REQUESTED', 'IN_REVIEW', 'WAITLISTED'];
const OPEN = [...UNDECIDED, 'APPROVED', 'SIGNED', 'ACTIVE'];
const GONE = ['CEDED', 'LOST', 'STOLEN'];

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const aYearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace('-02-29', '-02-28');

const is = (loan: ModelLoan, ...states: string[]): boolean => states.includes(loan.state);
const ofBorrower = ({ loans }: Model, borrower: string): ModelLoan[] =>
  loans.filter((loan) => loan.borrower === borrower && loan.state !== 'CLOSED');
const isPunished = (model: Model, borrower: string): boolean =>
  ofBorrower(model, borrower).some(({ sanctionUntil }) => sanctionUntil !== null && sanctionUntil >= model.today);
export const isHousehold = (borrower: string): boolean => borrower.startsWith('household');

/** Whose turn it is. */
const firstInLine = ({ loans }: Model): ModelLoan | undefined =>
  loans
    .filter((loan) => is(loan, 'WAITLISTED'))
    .toSorted((one, other) => one.priority - other.priority || one.number - other.number)[0];

export function whyNotRequest(model: Model, borrower: string): Why {
  if (isHousehold(borrower) && ofBorrower(model, borrower).some((loan) => is(loan, ...OPEN)))
    return 'ALREADY_HAS_A_LOAN';
  return isPunished(model, borrower) ? 'SANCTION' : null;
}

export const whyNotUndecided = (loan: ModelLoan): Why => (is(loan, ...UNDECIDED) ? null : 'NOT_REQUESTED');
export const whyNotIn = (loan: ModelLoan, state: string): Why => (is(loan, state) ? null : `NOT_${state}`);

export function whyNotApprove(model: Model, loan: ModelLoan, hasReason: boolean): Why {
  const first = firstInLine(model);
  return whyNotUndecided(loan) ?? (first && first !== loan && !hasReason ? 'NOT_FIRST_IN_LINE' : null);
}

export function whyNotTakeOut({ custody, isReady }: ModelComputer): Why {
  if (custody === 'ON_LOAN') return 'COMPUTER_ALREADY_OUT';
  if (custody === 'IN_REPAIR') return 'COMPUTER_IN_REPAIR';
  if (GONE.includes(custody)) return 'COMPUTER_GONE';
  return isReady ? null : 'COMPUTER_NOT_READY';
}

export function whyNotRenew(model: Model, loan: ModelLoan): Why {
  const { today, loans } = model;
  const waited = loans.some((each) => is(each, 'WAITLISTED') && addDays(each.waitlistedOn!, 90) < today);
  const reasons: [boolean, string][] = [
    [!is(loan, 'ACTIVE'), 'NOT_ACTIVE'],
    [today > loan.dueOn, 'OVERDUE'],
    [loan.terms === 4, 'RENEWAL_LIMIT_REACHED'],
    [today < addDays(loan.dueOn || today, -60), 'TOO_SOON'],
    [isPunished(model, loan.borrower), 'SANCTION'],
    [addDays(loan.seenOn || today, 400) < today, 'UNSEEN_MACHINE'],
    [waited, 'WAITING_LIST'],
  ];
  return reasons.find(([isSo]) => isSo)?.[1] ?? null;
}

export function whyNotClose(model: Model, loan: ModelLoan): Why {
  if (is(loan, ...OPEN, 'CLOSED')) return 'NOT_OVER';
  const together = isHousehold(loan.borrower) ? ofBorrower(model, loan.borrower) : [loan];
  if (together.some((each) => is(each, ...OPEN))) return 'STILL_BORROWING';
  const punished = together.some(({ sanctionUntil }) => sanctionUntil !== null && sanctionUntil >= model.today);
  return punished ? 'SANCTION_RUNS' : null;
}

export function close(model: Model, loan: ModelLoan): void {
  for (const each of isHousehold(loan.borrower) ? ofBorrower(model, loan.borrower) : [loan]) each.state = 'CLOSED';
}

/** A computer goes to a borrower. */
export function takeOut(model: Model, loan: ModelLoan, computer: ModelComputer): void {
  computer.custody = 'ON_LOAN';
  Object.assign(loan, { computer, seenOn: model.today });
}

/** The computer of a loan leaves it. */
export function takeBack(loan: ModelLoan, custody?: ModelComputer['custody']): void {
  const computer = loan.computer!;
  computer.custody = custody ?? (computer.hasTicket ? 'IN_REPAIR' : 'IN_STOCK');
  computer.isReady = false;
  Object.assign(loan, { computer: null, openFaults: 0 });
}

/** A year more, from the end of the one before. */
export function addTerm(model: Model, loan: ModelLoan): void {
  Object.assign(loan, { terms: loan.terms + 1, dueOn: aYearAfter(loan.dueOn || model.today) });
}

/** What the graph must say of a loan today. */
export function stateToday({ today }: Model, { state, dueOn }: ModelLoan): string {
  if (state !== 'ACTIVE' || dueOn > today) return state;
  return dueOn === today ? 'DUE' : 'OVERDUE';
}
