import { Refusal } from '../../../packages/platform/refusals/refusal.ts';

/** `BORN_IN_THE_FUTURE`: a year of birth that has not come. */
export function whyNotBornIn(birthYear: number | null | undefined, today: string, field: string): Refusal | null {
  if (!birthYear || birthYear <= Number(today.slice(0, 4))) return null;
  return new Refusal('BORN_IN_THE_FUTURE', field, {
    en: `${birthYear} has not come yet; give the year of birth, or nothing.`,
    fr: `${birthYear} n'est pas encore venu ; donnez l'année de naissance, ou rien.`,
  });
}
