/** What one refurbished machine costs by convention, from a day on, in EUR. A new rate is a new line: the past keeps its own. */
export const REFURBISHING_RATES: readonly { from: string; euros: number }[] = [
  // 100 € a machine: the public-policy sheet of 2011 on Défis.
  { from: '2007-01-01', euros: 100 },
];
