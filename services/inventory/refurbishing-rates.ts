import type { DatedValue } from '../../packages/figures/measures/dated-rate.ts';

/** What one refurbished machine costs by convention, in EUR. A new rate is a new line: the past keeps its own. */
export const REFURBISHING_RATES: readonly DatedValue[] = [
  // 100 € a machine: the public-policy sheet of 2011 on Défis.
  { from: '2007-01-01', value: 100 },
];
