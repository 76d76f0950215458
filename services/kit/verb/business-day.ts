import { Refusal } from '../refusal.ts';

/**
 * The day a verb happened: the one given, else today. Refuses `IN_THE_FUTURE`; past days are welcome, since paper comes
 * before the screen in many workshops.
 */
export function businessDay(on: string | null | undefined, today: string, field = 'on'): string {
  if (!on) return today;
  if (on > today) {
    throw new Refusal('IN_THE_FUTURE', field, {
      en: `${on} has not come yet; give today or a past day.`,
      fr: `Le ${on} n'est pas encore venu ; donnez aujourd'hui ou un jour passé.`,
    });
  }
  return on;
}
