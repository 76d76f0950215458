/**
 * Of the families served by each donor in one period, which counts may be told. Those that are not safe, resting on too few
 * families, are hidden together with the smallest of the others: the hidden part is what the total less the told ones would give.
 * Families of two donors may be the same, so only the largest count is sure to hold for a group.
 */
export function toldDonors(
  familiesByDonor: ReadonlyMap<string, number>,
  isSafe: (families: number) => boolean,
): ReadonlySet<string> {
  const bySize = [...familiesByDonor].toSorted(([, one], [, other]) => one - other);
  const unsafe = bySize.filter(([, families]) => !isSafe(families)).length;
  const hidden = unsafe === 0 ? 0 : unsafe + 1;
  return new Set(bySize.slice(hidden).map(([donor]) => donor));
}
