/** Decimal amounts are kept to a millionth, so that 0.1 + 0.2 is 0.3. */
export const tidy = (value: number): number => Math.round(value * 1e6) / 1e6;
