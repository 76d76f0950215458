import { CHANGES, type MembershipLine } from './changes.ts';
import { cog } from './cog.ts';

/** The oldest yearly list of EPCI members read here; before it an EPCI is known only where `BEFORE_THE_LISTS` says so. */
export const OLDEST_EPCI_LIST = '2019-01-01';

/** EPCI whose present members are known to be the same since a day older than the oldest list. */
export const STEADY_SINCE: ReadonlyMap<string, string> = new Map([
  // Lorient Agglomération: Cap l'Orient and the communauté de communes de la région de Plouay (SIREN 245614375, six
  // communes) merged on 2014-01-01. Sources: Wikipédia, "Communauté de communes de la région de Plouay" and "Lorient
  // Agglomération" (25 communes); the same 25 in every list since 2019.
  ['200042174', '2014-01-01'],
]);

/**
 * Cap l'Orient: 19 communes, since 2000-01-01. Source: BANATIC as of 2013-01-01, SIREN 245600341 ("date d'effet
 * 01/01/2000", "nombre total de communes membres : 19"): the 25 of Lorient Agglomération less the six of the
 * communauté de communes de la région de Plouay (Bubry, Calan, Inguiniel, Lanvaudan, Plouay, Quistinic).
 */
const BEFORE_THE_LISTS: MembershipLine = {
  from: '2000-01-01',
  to: '2014-01-01',
  epci: '245600341',
  communes:
    '56021 56036 56040 56062 56063 56069 56078 56083 56090 56098 56101 56107 56121 56162 56179 56181 56185 56193 56118'.split(
      ' ',
    ),
};
const NAME_BEFORE_THE_LISTS = { epci: '245600341', to: '2014-01-01', name: "CA Cap l'Orient Agglomération" };

/** Every membership that ended, oldest source first: those before the lists, then those between the lists of 2019 to 2026. */
export const PAST_MEMBERSHIPS: readonly MembershipLine[] = [
  BEFORE_THE_LISTS,
  ...CHANGES.flatMap(({ memberships }) => memberships),
].sort((a, b) => (a.to < b.to ? -1 : 1));

const PAST_NAMES = Map.groupBy(
  [NAME_BEFORE_THE_LISTS, ...CHANGES.flatMap(({ epciNames }) => epciNames)],
  ({ epci }) => epci,
);

/** The name an EPCI bore on a day, or last; null when the lists know none. */
export function nameOfEpci(epci: string, on: string): string | null {
  const past = PAST_NAMES.get(epci) ?? [];
  return past.find(({ to }) => to > on)?.name ?? cog().epcis.get(epci)?.name ?? past.at(-1)?.name ?? null;
}
