import { badInput } from '../../kit/bad-input.ts';

/** The largest region has 4,300 communes; all of France has 35,000. */
const MOST_TERRITORIES = 5_000;

/** Throws when a level would give more territories than anybody can read in one answer. */
export function refuseTooMany(count: number): void {
  if (count <= MOST_TERRITORIES) return;
  throw badInput('level', `gives ${count} territories, more than ${MOST_TERRITORIES}; ask inside a region`);
}
