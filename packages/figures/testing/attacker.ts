import highsLoader from 'highs';

/** A sum of cells, less another one. */
export interface Sum {
  cells: readonly number[];
  less?: readonly number[];
}

/** What an attacker knows: such a sum, exactly or within bounds. Cells are counts, hence never negative. */
export interface Known extends Sum {
  /** -Infinity where nothing bounds it. */
  least: number;
  /** Infinity where nothing bounds it. */
  most: number;
}

/** A sum that is not to be found, and what it is. */
export interface Secret extends Sum {
  name: string;
  size: number;
}

/** Finds between what bounds a sum of cells must lie, everything told taken together. */
export interface Attacker {
  boundsOf(sum: Sum): { least: number; most: number };
  /**
   * The secrets that are found, or nearly: between bounds less than `width` apart.
   * @throws Error when what was read is not so: who believes something wrong finds nothing
   */
  find(secrets: readonly Secret[], width: number, truth: readonly number[]): string[];
  close(): void;
}

// Its types describe a CommonJS module; what is imported is the other one.
const highs = await (highsLoader as unknown as typeof highsLoader.default)();
const MOST_PEOPLE = 1e5;
const PRECISION = 1e-6;

/** An attacker with a linear programme over `size` cells. */
export function anAttacker(size: number, told: readonly Known[]): Attacker {
  const model = highs.createModel();
  model.options.set({ output_flag: false, presolve: 'off' });
  model.addVars(Array<number>(size).fill(0), Array<number>(size).fill(MOST_PEOPLE));
  for (const { least, most, ...sum } of together(told)) {
    if ((least === 0 && most === Infinity && !sum.less?.length) || (least === -Infinity && most === Infinity)) continue;
    const terms = termsOf([sum]);
    const row = { indices: [...terms.keys()], values: [...terms.values()] };
    model.addRow(least === -Infinity ? -highs.infinity : least, most === Infinity ? highs.infinity : most, row);
  }
  const solve = (terms: Terms, direction: 1 | -1): Float64Array => {
    for (const [cell, value] of terms) model.changeColCost(cell, value * direction);
    model.run();
    const status = model.getModelStatus();
    if (status !== highs.constants.modelStatus.optimal)
      throw new Error(`What is told has no solution: ${String(status)}`);
    const truth = Float64Array.from(model.getSolution().colValue);
    for (const cell of terms.keys()) model.changeColCost(cell, 0);
    return truth;
  };
  const boundsOf = (sum: Sum) => {
    const extreme = (direction: 1 | -1) => amountOf(sum, solve(termsOf([sum]), direction));
    return { least: extreme(1), most: extreme(-1) };
  };
  const find: Attacker['find'] = (secrets, width, truth) => {
    const wrong = told.find((each) => !isTrue(each, truth));
    if (wrong) throw new Error(`What was read is not so: ${JSON.stringify(wrong)} is ${amountOf(wrong, truth)}`);
    return findPinned(secrets, width, solve);
  };
  return { boundsOf, find, close: () => model.dispose() };
}

function isTrue(known: Known, truth: readonly number[]): boolean {
  const amount = amountOf(known, truth);
  return amount >= known.least - PRECISION && amount <= known.most + PRECISION;
}

type Terms = ReadonlyMap<number, number>;

/** Rounds that stretch all secrets at once, before those left are looked for one by one. */
const BULK_ROUNDS = 4;

/** Each solution is a possible truth for all secrets, so few of them have to be looked for one by one. */
function findPinned(
  secrets: readonly Secret[],
  width: number,
  solve: (terms: Terms, direction: 1 | -1) => Float64Array,
): string[] {
  const bounds = secrets.map(({ size }) => ({ least: size, most: size }));
  const isOpen = (i: number): boolean => bounds[i]!.most - bounds[i]!.least < width - PRECISION;
  const learn = (truth: Float64Array): void =>
    secrets.forEach((secret, i) => {
      const amount = amountOf(secret, truth);
      bounds[i] = { least: Math.min(bounds[i]!.least, amount), most: Math.max(bounds[i]!.most, amount) };
    });
  for (let round = 0; round < BULK_ROUNDS; round++) {
    const open = secrets.filter((_, i) => isOpen(i));
    if (open.length > 0) learn(solve(termsOf(open), -1));
    if (open.length > 0) learn(solve(termsOf(open), 1));
  }
  return secrets.flatMap((secret, i) => {
    if (isOpen(i)) learn(solve(termsOf([secret]), -1));
    if (isOpen(i)) learn(solve(termsOf([secret]), 1));
    const { least, most } = bounds[i]!;
    return isOpen(i) ? [`${secret.name} has ${secret.size}, and is found between ${least} and ${most}`] : [];
  });
}

function termsOf(sums: readonly Sum[]): Terms {
  const terms = new Map<number, number>();
  for (const { cells, less = [] } of sums) {
    for (const cell of cells) terms.set(cell, (terms.get(cell) ?? 0) + 1);
    for (const cell of less) terms.set(cell, (terms.get(cell) ?? 0) - 1);
  }
  return new Map([...terms].filter(([, value]) => value !== 0));
}

const amountOf = ({ cells, less = [] }: Sum, truth: ArrayLike<number>): number => {
  const sum = (some: readonly number[]): number => some.reduce((all, cell) => all + truth[cell]!, 0);
  return Math.round((sum(cells) - sum(less)) / PRECISION) * PRECISION;
};

/** One line for each sum, however often it was told. */
function together(told: readonly Known[]): Known[] {
  const known = new Map<string, Known>();
  for (const { cells, less = [], least, most } of told.filter(
    (each) => each.cells.length + (each.less?.length ?? 0) > 0,
  )) {
    const key = `${cells.join()}-${less.join()}`;
    const before = known.get(key) ?? { least: -Infinity, most: Infinity };
    known.set(key, { cells, less, least: Math.max(before.least, least), most: Math.min(before.most, most) });
  }
  return [...known.values()];
}
