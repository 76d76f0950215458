import { CROSSING_VERBS, type CrossingVerb } from '../../../services/lending/loan/crossing/crossing.entity.ts';

/** What both sides say of a loan and its two computers, the one it has or is to get and the one of a swap. */
export interface BothSides {
  state: string;
  /** Which of the two the borrower has. */
  has: 'first' | 'second' | null;
  faults: number;
  custody: [first: string, second: string];
  repairs: number;
}

/** A verb that crosses: what it is told, and what both sides say before and after. */
export interface KindOfCrossing {
  verb: CrossingVerb;
  input(first: string, second: string): object;
  before: BothSides;
  after: BothSides;
}

const LENT: BothSides = { state: 'ACTIVE', has: 'first', faults: 0, custody: ['ON_LOAN', 'IN_STOCK'], repairs: 0 };
const SIGNED: BothSides = { state: 'SIGNED', has: null, faults: 0, custody: ['IN_STOCK', 'IN_STOCK'], repairs: 0 };

const OF_VERB: Record<CrossingVerb, Omit<KindOfCrossing, 'verb' | 'before'> & { before?: BothSides }> = {
  handOverComputer: { input: (computerId) => ({ computerId }), before: SIGNED, after: LENT },
  swapComputer: {
    input: (_first, computerId) => ({ computerId, condition: 'WORKING' }),
    after: { ...LENT, has: 'second', custody: ['IN_STOCK', 'ON_LOAN'] },
  },
  returnComputer: {
    input: () => ({ condition: 'WORKING' }),
    after: { ...SIGNED, state: 'RETURNED' },
  },
  reportFault: { input: () => ({ problem: 'No picture' }), after: { ...LENT, faults: 1, repairs: 1 } },
  cedeLoanedComputer: {
    input: () => ({ price: 20 }),
    after: { ...LENT, state: 'CEDED', has: null, custody: ['CEDED', 'IN_STOCK'] },
  },
  declareUnrecovered: {
    input: () => ({ how: 'LOST' }),
    after: { ...LENT, state: 'UNRECOVERED', has: null, custody: ['LOST', 'IN_STOCK'] },
  },
};

/** Every verb that crosses from lending to inventory. */
export const KINDS: readonly KindOfCrossing[] = CROSSING_VERBS.map((verb) => ({
  before: LENT,
  ...OF_VERB[verb],
  verb,
}));

/** A crossing that inventory refuses, because a computer went to repair while lending was dead. */
export interface RefusedCrossing extends KindOfCrossing {
  /** Which of the two went to repair. */
  repaired: 'first' | 'second';
  /** What both sides say once it is undone: the loan as it was before. */
  undone: BothSides;
}

const REFUSALS: Partial<Record<CrossingVerb, Pick<RefusedCrossing, 'repaired' | 'undone'>>> = {
  handOverComputer: {
    repaired: 'first',
    undone: { ...SIGNED, custody: ['IN_REPAIR', 'IN_STOCK'], repairs: 1 },
  },
  swapComputer: { repaired: 'second', undone: { ...LENT, custody: ['ON_LOAN', 'IN_REPAIR'] } },
};

/** Every verb that reserves a computer, refused. */
export const REFUSED: readonly RefusedCrossing[] = KINDS.flatMap((kind) => {
  const refusal = REFUSALS[kind.verb];
  return refusal ? { ...kind, ...refusal } : [];
});
