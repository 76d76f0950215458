import { readFileSync } from 'node:fs';
import type { Changes, CommuneLine } from '../../packages/geography/changes.ts';
import { compareCommunes, compareEpciNames, compareMemberships } from './compare-vintages.ts';
import { membersOf, OUTSIDE, type Vintage } from './vintage.ts';

/** One stretch of the older format: a commune (COM), or a part of one (COMA, COMD, COMP) that says whose part it is. */
interface Stretch {
  id: string;
  type: 'COM' | 'COMA' | 'COMD' | 'COMP';
  code: string;
  nom: string;
  dateDebut?: string;
  dateFin?: string;
  successeur?: string;
  predecesseur?: string;
  /** Id of what it is part of. */
  pole?: string;
}

type Stretches = ReadonlyMap<string, Stretch>;
type Listed = Parameters<typeof membersOf>[0][number];
type List = Pick<Vintage, 'on' | 'epciOf' | 'epcis'>;

/** Nothing the network counts is older. */
const OLDEST = '2000-01-01';
/** The day of the last change the older format tells, and of the first list. */
const LAST = '2019-01-01';

/**
 * What changed from 2000 to the first vintage: communes by their day until 2019, then by the yearly lists of members of
 * EPCI, which tell which communes existed.
 * @param of2019 the unpacked data folder of version 0.7.0, for its list of 2019
 * @param of2020 that of version 0.8.0, for its list of 2020 and its history of communes
 */
export function readHistory(of2019: string, of2020: string, first: Vintage): Changes {
  const stretches = read<Stretch>(of2020, 'historique-communes').filter(({ code }) => !OUTSIDE.test(code));
  const lists = [listOf(of2019, LAST), listOf(of2020, '2020-01-01'), first] as const;
  const in2019 = vintageOf(stretches, lists[0], first);
  const in2020 = vintageBetween(in2019, read<Listed>(of2020, 'epci'), lists[1], first);
  return {
    communes: [...toldByDay(stretches), ...compareCommunes(in2019, in2020), ...compareCommunes(in2020, first)],
    memberships: compareMemberships(lists, LAST),
    epciNames: compareEpciNames(lists),
  };
}

const read = <T>(folder: string, name: string): T[] =>
  JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as T[];

const listOf = (folder: string, on: string): List => ({ on, ...membersOf(read<Listed>(folder, 'epci')) });

/** The history as it ends, in the shape of a vintage. It leaves out Mayotte, where no commune changed. */
function vintageOf(stretches: readonly Stretch[], list: List, { communes, areas }: Vintage): Vintage {
  const byId: Stretches = new Map(stretches.map((one) => [one.id, one]));
  const open = stretches.filter(({ dateFin }) => dateFin === undefined);
  const leftOut = [...communes].filter(([code]) => code.startsWith('976'));
  const existing = open.filter(isCommune).map(({ code, nom }) => [code, nom] as const);
  const parts = open.filter((one) => !isCommune(one));
  return {
    ...list,
    communes: new Map([...existing, ...leftOut]),
    partOf: new Map(parts.map((part) => [part.code, communeOf(part.id, byId)?.code ?? part.code])),
    areas,
  };
}

/** A year known by its list of members alone: what is in it existed, and what was there before and after. */
function vintageBetween(before: Vintage, listed: readonly Listed[], list: List, after: Vintage): Vintage {
  const names = new Map(listed.flatMap(({ membres }) => membres.map(({ code, nom }) => [code, nom])));
  const exists = (code: string): boolean => names.has(code) || (before.communes.has(code) && after.communes.has(code));
  const nameOf = (code: string): string => {
    const [earlier, later] = [before.communes.get(code), after.communes.get(code)!];
    return earlier === undefined || names.get(code) === later ? later : earlier;
  };
  const codes = [...new Set([...before.communes.keys(), ...after.communes.keys()])].filter(exists);
  return {
    ...list,
    communes: new Map(codes.map((code) => [code, nameOf(code)])),
    partOf: new Map([...before.partOf, ...after.partOf]),
    areas: after.areas,
  };
}

/** What ended since 2000, and what began again after it was a part of another commune. */
function toldByDay(stretches: readonly Stretch[]): CommuneLine[] {
  const byId: Stretches = new Map(stretches.map((one) => [one.id, one]));
  const communes = stretches.filter(isCommune);
  const cameOutOf = Map.groupBy(communes, (commune) => whatItLeft(commune, byId)?.id);
  return [...Map.groupBy(communes, ({ code }) => code).values()].flatMap((ofCode) =>
    linesOf(
      ofCode.filter(({ dateFin }) => dateFin === undefined || dateFin > OLDEST),
      (commune) => [
        ...ofCode.filter(({ dateDebut }) => dateDebut === commune.dateFin).map(({ code }) => code),
        ...(commune.successeur ? [communeOf(commune.successeur, byId)!.code] : []),
        ...(cameOutOf.get(commune.id) ?? [])
          .filter(({ dateDebut }) => dateDebut === commune.dateFin)
          .map(({ code }) => code),
      ],
    ),
  );
}

/** The lines of one commune; a change that left its name and its land alone is none. */
function linesOf(ofCode: readonly Stretch[], successorsOf: (commune: Stretch) => string[]): CommuneLine[] {
  const inTime = ofCode.toSorted((a, b) => ((a.dateDebut ?? '') < (b.dateDebut ?? '') ? -1 : 1));
  const lines: CommuneLine[] = [];
  let from: string | null = null;
  inTime.forEach((commune, i) => {
    const { code, nom: name, dateDebut = OLDEST, dateFin } = commune;
    const isContinued = dateDebut <= OLDEST || inTime[i - 1]?.dateFin === dateDebut;
    if (!isContinued) from = dateDebut;
    const successors = dateFin === undefined ? [] : [...new Set(successorsOf(commune))].sort();
    if (dateFin === undefined && from === null) return;
    if (successors.join() === code && inTime[i + 1]?.nom === name) return;
    lines.push({ code, from, to: dateFin ?? null, name, successors });
    from = null;
  });
  return lines;
}

const isCommune = ({ type }: Stretch): boolean => type === 'COM';

/** The commune that a stretch is, or is part of. */
function communeOf(id: string, byId: Stretches): Stretch | null {
  const stretch = byId.get(id);
  if (!stretch || isCommune(stretch)) return stretch ?? null;
  return stretch.pole ? communeOf(stretch.pole, byId) : null;
}

/** The commune that another came out of, when it began by leaving one. */
function whatItLeft({ predecesseur }: Stretch, byId: Stretches): Stretch | null {
  const before = predecesseur === undefined ? undefined : byId.get(predecesseur);
  return before && !isCommune(before) ? communeOf(before.id, byId) : null;
}
