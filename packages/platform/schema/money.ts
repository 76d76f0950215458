/** Money is integer cents inside and euros at the edge of the graph. */
export const toCents = (euros: number): number => Math.round(euros * 100);

export const toEuros = (cents: number): number => cents / 100;
