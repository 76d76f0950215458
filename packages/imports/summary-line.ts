import { Refusal } from '../platform/refusals/refusal.ts';
import { plainly, type Columns } from './columns.ts';
import type { ImportKind } from './import-kind.ts';

/** What people write before a sum: "TOTAL", "Sous-total :", "Total général", "Total 2011", "Total des postes". */
const SUM = /^(grand |sous |sub )?(total|totaux|subtotal)( general| partiel| ht| ttc| \d+)*( (de|des|du) .+)?$/;
const NUMBER = /^[\d\s.,\u202f€%-]*$/;

const isSum = (cell: string): boolean => SUM.test(plainly(cell));

/**
 * Whether a line of a table sums up the others: it says so where each line says what it is about, or begins by saying so and
 * holds nothing but numbers else.
 */
export function isSummary(kind: Pick<ImportKind, 'columns'>, { at }: Columns, cells: readonly string[]): boolean {
  const named = kind.columns.filter(({ isRequired }) => isRequired).map(({ field }) => cells[at.get(field)!] ?? '');
  if (named.some(isSum)) return true;
  const [first = '', ...others] = cells.filter((cell) => cell !== '');
  return isSum(first) && others.every((cell) => NUMBER.test(cell));
}

/** `SUMMARY_LINE`: nothing is made of it. */
export const summaryLine = (): Refusal<'SUMMARY_LINE'> =>
  new Refusal('SUMMARY_LINE', null, {
    en: 'This line sums up others, and nothing was made of it; take it out of the sheet.',
    fr: "Cette ligne en résume d'autres, et rien n'en a été fait ; retirez-la du tableau.",
  });
