import type { Changes, CommuneLine, EpciNameLine, MembershipLine } from '../../packages/geography/changes.ts';
import type { Vintage } from './vintage.ts';

type Lists = Pick<Vintage, 'on' | 'epciOf' | 'epcis'>;

/** What changed between vintages, oldest first; a change counts from the day of the first vintage that shows it. */
export function compareVintages(vintages: readonly Vintage[]): Changes {
  const pairs = vintages.slice(1).map((after, i) => [vintages[i]!, after] as const);
  for (const [before, after] of pairs) refuseRedrawnAreas(before, after);
  return {
    communes: pairs.flatMap(([before, after]) => compareCommunes(before, after)),
    memberships: compareMemberships(vintages, null),
    epciNames: compareEpciNames(vintages),
  };
}

/** Regions and departments are written by hand in history.ts: the law that moves them says more than a list. */
function refuseRedrawnAreas(before: Vintage, after: Vintage): void {
  const changed = after.areas.filter((area) => !before.areas.includes(area));
  if (changed.length > 0) {
    throw new Error(`Write what changed on ${after.on} in packages/geography/history.ts: ${changed.join(', ')}`);
  }
}

/** Communes that ended, began again or changed name between two vintages. */
export function compareCommunes(before: Vintage, after: Vintage): CommuneLine[] {
  const born = [...after.communes.keys()].filter((code) => !before.communes.has(code));
  const outOf = (code: string): string[] => born.filter((one) => before.partOf.get(one) === code);
  const changed = [...before.communes].flatMap(([code, name]) => {
    const lives = after.communes.has(code);
    const successors = [...new Set([lives ? code : becameOf(code, after), ...outOf(code)])].sort();
    if (lives && after.communes.get(code) === name && successors.length === 1) return [];
    return [{ code, from: null, to: after.on, name, successors }];
  });
  return [...changed, ...born.map((code) => beganOn(code, after))];
}

const beganOn = (code: string, { on, communes }: Vintage): CommuneLine => ({
  code,
  from: on,
  to: null,
  name: communes.get(code)!,
  successors: [],
});

function becameOf(code: string, { on, partOf }: Vintage): string {
  const successor = partOf.get(code);
  if (successor) return successor;
  throw new Error(`Commune ${code} is gone on ${on}, and the vintage does not say what it became`);
}

/**
 * Memberships that ended between lists, each from the list that shows it first: null for the first one when `since` is
 * null, since an older source may know it.
 */
export function compareMemberships(lists: readonly Lists[], since: string | null): MembershipLine[] {
  const communes = new Set(lists.flatMap(({ epciOf }) => [...epciOf.keys()]));
  const ended = [...communes].flatMap((commune) => endedSpells(commune, lists, since));
  const groups = Map.groupBy(ended, ({ from, to, epci }) => [from, to, epci].join('|'));
  return [...groups.values()].map((spells) => ({
    ...spells[0]!,
    communes: spells.map(({ commune }) => commune).sort(),
  }));
}

function endedSpells(commune: string, lists: readonly Lists[], since: string | null) {
  const spells: { commune: string; epci: string; from: string | null; to: string }[] = [];
  let from = since;
  lists.slice(1).forEach(({ on, epciOf }, i) => {
    const epci = lists[i]!.epciOf.get(commune);
    if (epciOf.get(commune) === epci) return;
    if (epci) spells.push({ commune, epci, from, to: on });
    from = on;
  });
  return spells;
}

/** Names that EPCI bore until a list showed another, or showed them no more. */
export function compareEpciNames(lists: readonly Lists[]): EpciNameLine[] {
  return lists
    .slice(1)
    .flatMap(({ on, epcis }, i) =>
      [...lists[i]!.epcis]
        .filter(([epci, name]) => epcis.get(epci) !== name)
        .map(([epci, name]) => ({ epci, to: on, name })),
    );
}
