import { Refusal, refuse } from '../refusals/refusal.ts';

/** `IN_THE_FUTURE`: a day that has not come. */
export function whyNotYet(on: string, today: string, field = 'on'): Refusal | null {
  if (on <= today) return null;
  return new Refusal('IN_THE_FUTURE', field, {
    en: `${on} has not come yet; give today or a past day.`,
    fr: `Le ${on} n'est pas encore venu ; donnez aujourd'hui ou un jour passé.`,
  });
}

/**
 * The day a verb happened: the one given, else today. Refuses `IN_THE_FUTURE`; past days are welcome, since paper comes
 * before the screen in many workshops.
 */
export function businessDay(on: string | null | undefined, today: string, field = 'on'): string {
  if (!on) return today;
  refuse(whyNotYet(on, today, field));
  return on;
}
