import highsLoader from 'highs';

/** What an attacker knows: a sum of cells, exactly or within bounds. Cells are counts, hence never negative. */
export interface Known {
  cells: readonly number[];
  least: number;
  /** Infinity where nothing bounds it. */
  most: number;
}

/** Finds between what bounds a sum of cells must lie, everything told taken together. */
export interface Attacker {
  boundsOf(cells: readonly number[]): { least: number; most: number };
  close(): void;
}

// Its types describe a CommonJS module; what is imported is the other one.
const highs = await (highsLoader as unknown as typeof highsLoader.default)();
const MOST_PEOPLE = 1e5;

/** An attacker with a linear programme over `size` cells. */
export function anAttacker(size: number, told: readonly Known[]): Attacker {
  const model = highs.createModel();
  model.options.set({ output_flag: false });
  for (let i = 0; i < size; i++) model.addVar(0, MOST_PEOPLE);
  for (const { cells, least, most } of together(told)) {
    if (least === 0 && most === Infinity) continue;
    model.addRow(least, most === Infinity ? highs.infinity : most, { indices: [...cells], values: cells.map(() => 1) });
  }
  const solve = (cells: readonly number[], cost: 1 | -1): number => {
    for (const cell of cells) model.changeColCost(cell, cost);
    model.run();
    const status = model.getModelStatus();
    const found = model.getObjectiveValue() * cost;
    for (const cell of cells) model.changeColCost(cell, 0);
    if (status !== highs.constants.modelStatus.optimal)
      throw new Error(`What is told has no solution: ${String(status)}`);
    return found;
  };
  return {
    boundsOf: (cells) => ({ least: solve(cells, 1), most: solve(cells, -1) }),
    close: () => model.dispose(),
  };
}

/** One line for each sum, however often it was told. */
function together(told: readonly Known[]): Known[] {
  const known = new Map<string, Known>();
  for (const { cells, least, most } of told.filter((each) => each.cells.length > 0)) {
    const key = cells.join();
    const before = known.get(key) ?? { least: 0, most: Infinity };
    known.set(key, { cells, least: Math.max(before.least, least), most: Math.min(before.most, most) });
  }
  return [...known.values()];
}
