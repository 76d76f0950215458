/** Arithmetic on days, `YYYY-MM-DD`. */
const DAY_MS = 86_400_000;

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** The same day one year later; 28 February for a 29th. */
export function yearAfter(day: string): string {
  const later = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return later.endsWith('-02-29') ? later.replace('-29', '-28') : later;
}

/** `count` days in order, evenly spread from the first to the last. */
export function spread(count: number, from: string, to: string): string[] {
  const step = daysBetween(from, to) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => addDays(from, Math.floor(index * step)));
}

export const latest = (...days: string[]): string => days.reduce((one, other) => (one > other ? one : other));
export const earliest = (...days: string[]): string => days.reduce((one, other) => (one < other ? one : other));
