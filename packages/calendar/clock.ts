/** Where the present comes from: injected, so that a test or a sample year may stand elsewhere. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const parisDay = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' });

/** The calendar day in France, `YYYY-MM-DD`: what every `…On` field and every reporting period counts in. */
export function today(clock: Clock): string {
  return parisDay.format(clock.now());
}
