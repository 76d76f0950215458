import type { Protection } from '../measures/measure.ts';

/**
 * The smallest group a figure may rest on: 11 people or households (the rule of INSEE for tax data on persons),
 * 3 organisations (its rule for enterprises).
 */
export const MINIMUM_SUBJECTS: Record<Protection, number> = { PERSON: 11, ORGANISATION: 3 };

/** The largest share of an amount that one organisation may hold. */
const LARGEST_SHARE = 0.85;

/** Whom an amount rests on: each subject and its part. */
export type Subjects = ReadonlyMap<string, number>;

/** What a publication is judged by: what it rests on, and what is left of a wider figure once it is subtracted. */
export interface Basis<Group> {
  own: Group;
  remainder: Group;
}

/** Whether a count of distinct subjects may be published. */
export function isSafeCount(protects: Protection, count: number): boolean {
  return count >= MINIMUM_SUBJECTS[protects];
}

/** Whether as many as remain of a wider figure may be found out: nobody, or enough of them. */
export function isSafeRemainder(protects: Protection, count: number): boolean {
  return count === 0 || isSafeCount(protects, count);
}

/** Whether an amount may be published, given everyone it rests on in all cells taken together. */
export function isSafeAmount(protects: Protection, cells: readonly Subjects[]): boolean {
  const parts = new Map<string, number>();
  for (const cell of cells) {
    for (const [subject, amount] of cell) parts.set(subject, (parts.get(subject) ?? 0) + Math.abs(amount));
  }
  if (!isSafeCount(protects, parts.size)) return false;
  if (protects === 'PERSON') return true;
  const amounts = [...parts.values()];
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return amounts.every((amount) => amount <= total * LARGEST_SHARE);
}
