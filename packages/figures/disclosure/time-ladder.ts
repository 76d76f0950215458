/** One month of one department. */
export interface MonthCell<Basis> {
  month: string;
  value: number;
  basis: Basis;
}

/**
 * The months of one department and year to hide, when the year is told exactly: months that are not safe, and with them the
 * smallest told ones until what is hidden, which anyone gets as the year less the told months, is safe and spans at least
 * two months.
 */
export function hiddenMonths<Basis>(
  months: readonly MonthCell<Basis>[],
  isSafe: (members: readonly MonthCell<Basis>[]) => boolean,
): string[] {
  const hidden = months.filter((cell) => !isSafe([cell]));
  if (hidden.length === 0) return [];
  const told = months
    .filter((cell) => !hidden.includes(cell))
    .sort((a, b) => a.value - b.value || (a.month < b.month ? -1 : 1));
  while (told.length > 0 && (hidden.length < 2 || !isSafe(hidden))) hidden.push(told.shift()!);
  return hidden.map(({ month }) => month);
}
