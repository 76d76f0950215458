const clockInFrance = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** The instant when clocks in France show a time on a day: `2011-06-15`, `14:00`. */
export function instantInFrance(day: string, time: string): Date {
  const asUtc = new Date(`${day}T${time}:00Z`);
  const isShown = (instant: Date): boolean => shown(instant) === `${day}T${time}`;
  // One or two hours ahead of UTC, by the season; the hour that spring skips is the next one.
  const [winter, summer] = [1, 2].map((hours) => new Date(asUtc.getTime() - hours * 3_600_000)) as [Date, Date];
  return isShown(summer) ? summer : winter;
}

function shown(instant: Date): string {
  const [date, time] = clockInFrance.format(instant).split(', ') as [string, string];
  return `${date.split('/').toReversed().join('-')}T${time}`;
}
