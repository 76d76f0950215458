import { badInput } from '../../../packages/platform/refusals/bad-input.ts';
import { parseCode } from '../../../packages/geography/territory.ts';

/** Whether a code stands for the "other places" of a territory: "DEP-56~other". */
export const isOther = (code: string | null): boolean => code !== null && parseCode(code)?.isOther === true;

/** The territory that a code is about: "DEP-56" for "DEP-56~other". */
export const wholeOf = (code: string): string => (isOther(code) ? code.slice(0, code.indexOf('~')) : code);

/** The largest region has 4,300 communes; all of France has 35,000. */
const MOST_TERRITORIES = 5_000;

/** Throws when a level would give more territories than anybody can read in one answer. */
export function refuseTooMany(count: number): void {
  if (count <= MOST_TERRITORIES) return;
  throw badInput('level', `gives ${count} territories, more than ${MOST_TERRITORIES}; ask inside a region`);
}
