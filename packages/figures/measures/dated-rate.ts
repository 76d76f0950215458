/** A value that holds from a day on ('YYYY-MM-DD'), until the next line of its list. */
export interface DatedValue {
  from: string;
  value: number;
}

/** SQL for the value of a list that holds on a day, itself SQL; null before the first line. A past day keeps its own. */
export function datedRate(values: readonly DatedValue[], day: string): string {
  const lines = values.map(({ from, value }) => `(date '${from}', ${value}::numeric)`).join(', ');
  return `(select rate.held from (values ${lines}) as rate(since, held) where rate.since <= ${day} order by rate.since desc limit 1)`;
}
