import { Refusal } from '../refusals/refusal.ts';

/**
 * The first day that anything here may be dated: a round day before all that is told here. Nobody was accompanied towards
 * the web before there was one (1990), and no computer of that age can be lent; what is older is a slip of the pen.
 */
export const FIRST_DAY = '1990-01-01';

/** `INVALID_INPUT`: a day before anything could be. It does not repeat the day: it may be a cell of a sheet about people. */
export function whyTooLongAgo(day: string, field: string, first = FIRST_DAY): Refusal<'INVALID_INPUT'> | null {
  if (day >= first) return null;
  return new Refusal('INVALID_INPUT', field, {
    en: `${field} is before ${first}, when nothing of this could be; check the year, written in four figures.`,
    fr: `${field} est avant le ${first}, où rien de tout cela ne pouvait être ; vérifiez l'année, en quatre chiffres.`,
  });
}
