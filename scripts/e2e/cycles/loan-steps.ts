import {
  addDays,
  addTerm,
  close,
  takeBack,
  takeOut,
  whyNotApprove,
  whyNotClose,
  whyNotIn,
  whyNotRenew,
  whyNotTakeOut,
  whyNotUndecided,
  type Model,
  type ModelComputer,
  type ModelLoan,
  type Why,
} from './loan-model.ts';

/** What a step is about: a loan, a computer, and a number that decides the rest. */
export interface Subject {
  model: Model;
  loan: ModelLoan;
  computer: ModelComputer;
  choice: number;
}

/** One verb on a loan: what it is told, why it must be refused, and what it changes when it is not. */
export interface Step {
  input(subject: Subject): object;
  whyNot(subject: Subject): Why;
  change(subject: Subject): void;
  /** Whether a manager does it. */
  isForManagers?: boolean;
}

const PRIORITIES = ['PRESCRIBED', 'UNEQUIPPED', 'STANDARD'];
const PRICES = [0, 150, 150.01];
const LOSSES = ['LOST', 'STOLEN', 'NOT_RETURNED'] as const;
const nothing = (): object => ({});
const active = ({ loan }: Subject): Why => whyNotIn(loan, 'ACTIVE');
const become =
  (state: string) =>
  ({ loan }: Subject) =>
    void (loan.state = state);
const lossOf = ({ choice }: Subject) => LOSSES[choice % 3]!;
const isLongOverdue = ({ model, loan }: Subject): boolean => model.today >= addDays(loan.dueOn, 60);

/** Every verb on a loan, but its request. */
export const STEPS: Record<string, Step> = {
  startReview: {
    input: nothing,
    whyNot: ({ loan }) => whyNotIn(loan, 'REQUESTED'),
    change: become('IN_REVIEW'),
  },
  waitlistLoan: {
    input: ({ choice }) => ({ priority: PRIORITIES[choice % 3], reason: 'Of the model' }),
    whyNot: ({ loan }) => whyNotUndecided(loan),
    change: ({ model, loan, choice }) => {
      const waitlistedOn = loan.waitlistedOn ?? model.today;
      Object.assign(loan, { state: 'WAITLISTED', priority: choice % 3, waitlistedOn });
    },
  },
  approveLoan: {
    input: ({ choice }) => (choice % 2 ? { outOfTurnReason: 'Of the model' } : {}),
    whyNot: ({ model, loan, choice }) => whyNotApprove(model, loan, choice % 2 === 1),
    change: become('APPROVED'),
  },
  refuseLoan: {
    input: () => ({ reason: 'OTHER', referral: 'Elsewhere' }),
    whyNot: ({ loan }) => whyNotUndecided(loan),
    change: become('REFUSED'),
  },
  withdrawLoan: {
    input: nothing,
    whyNot: ({ loan }) =>
      whyNotUndecided(loan) && whyNotIn(loan, 'APPROVED') && whyNotIn(loan, 'SIGNED') && 'NOT_WITHDRAWABLE',
    change: become('WITHDRAWN'),
  },
  signLoan: { input: nothing, whyNot: ({ loan }) => whyNotIn(loan, 'APPROVED'), change: become('SIGNED') },
  handOverComputer: {
    input: ({ computer }) => ({ computerId: computer.id }),
    whyNot: ({ loan, computer }) => whyNotIn(loan, 'SIGNED') ?? whyNotTakeOut(computer),
    change: ({ model, loan, computer }) => {
      takeOut(model, loan, computer);
      addTerm(model, loan);
      loan.state = 'ACTIVE';
    },
  },
  renewLoan: {
    input: nothing,
    whyNot: ({ model, loan }) => whyNotRenew(model, loan),
    change: ({ model, loan }) => addTerm(model, loan),
  },
  recordCheckUp: {
    input: () => ({ condition: 'WORKING' }),
    whyNot: active,
    change: ({ model, loan }) => void (loan.seenOn = model.today),
  },
  swapComputer: {
    input: ({ computer }) => ({ computerId: computer.id, condition: 'WORKING' }),
    whyNot: (subject) => active(subject) ?? whyNotTakeOut(subject.computer),
    change: ({ model, loan, computer }) => {
      takeBack(loan);
      takeOut(model, loan, computer);
    },
  },
  returnComputer: {
    input: () => ({ condition: 'WORKING' }),
    whyNot: active,
    change: (subject) => {
      const { model, loan } = subject;
      if (isLongOverdue(subject)) loan.sanctionUntil = addDays(model.today, 182);
      takeBack(loan);
      loan.state = 'RETURNED';
    },
  },
  reportFault: {
    input: () => ({ problem: 'Of the model' }),
    whyNot: (subject) => active(subject) ?? (subject.loan.computer!.hasTicket ? 'REPAIR_ALREADY_OPEN' : null),
    change: ({ loan }) => {
      loan.computer!.hasTicket = true;
      loan.openFaults += 1;
    },
  },
  cedeLoanedComputer: {
    input: ({ choice }) => ({ price: PRICES[choice % 3] }),
    whyNot: (subject) => {
      const { loan, choice } = subject;
      const price = choice % 3 === 2 ? 'PRICE_ABOVE_CAP' : null;
      return active(subject) ?? price ?? (loan.computer!.hasTicket ? 'COMPUTER_IN_REPAIR' : null);
    },
    change: ({ loan }) => {
      takeBack(loan, 'CEDED');
      loan.state = 'CEDED';
    },
  },
  declareUnrecovered: {
    input: (subject) => ({
      how: lossOf(subject),
      ...(lossOf(subject) === 'STOLEN' && { complainedOn: subject.model.today }),
    }),
    whyNot: (subject) =>
      active(subject) ?? (lossOf(subject) === 'NOT_RETURNED' && !isLongOverdue(subject) ? 'NOT_OVERDUE_ENOUGH' : null),
    change: (subject) => {
      const { model, loan } = subject;
      const isStolen = lossOf(subject) === 'STOLEN';
      takeBack(loan, isStolen ? 'STOLEN' : 'LOST');
      Object.assign(loan, { state: 'UNRECOVERED', sanctionUntil: isStolen ? null : addDays(model.today, 365) });
    },
  },
  liftSanction: {
    input: () => ({ reason: 'Of the model' }),
    whyNot: ({ model, loan }) => (loan.sanctionUntil && loan.sanctionUntil >= model.today ? null : 'NO_SANCTION'),
    change: ({ loan }) => void (loan.sanctionUntil = null),
    isForManagers: true,
  },
  closeLoan: {
    input: nothing,
    whyNot: ({ model, loan }) => whyNotClose(model, loan),
    change: ({ model, loan }) => close(model, loan),
    isForManagers: true,
  },
};

/** The verb that takes a loan on to the end of its usual life. */
export const USUAL: Record<string, string> = {
  REQUESTED: 'approveLoan',
  IN_REVIEW: 'approveLoan',
  WAITLISTED: 'approveLoan',
  APPROVED: 'signLoan',
  SIGNED: 'handOverComputer',
  ACTIVE: 'renewLoan',
};
