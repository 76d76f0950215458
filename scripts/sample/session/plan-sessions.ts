import type { Profile, SupportYear } from '../association/profile.ts';
import { earliest, latest, spread } from '../days.ts';
import type { Family } from '../family/plan-families.ts';
import { chanceOf, type Chance } from '../random.ts';
import type { Structure } from '../structure/plan-structures.ts';

export interface PlannedSession {
  key: string;
  on: string;
  kind: 'INDIVIDUAL' | 'COLLECTIVE';
  /** The key of its place; null at somebody's home. */
  place: string | null;
  theme: string;
  minutes: number;
  staffCount: number;
  /** Families whose first person came. */
  families: readonly string[];
  anonymous: number;
  structure: string | null;
  accessibility: readonly string[];
}

const YEARS: readonly SupportYear[] = [2010, 2011];
const INDIVIDUAL_MINUTES = 150;
const THEMES = ['EQUIPMENT', 'INTERNET', 'EMAIL', 'OFFICE', 'PUBLIC_SERVICES', 'EMPLOYMENT', 'PARENTHOOD', 'SAFETY'];
const COLLECTIVE = { kind: 'COLLECTIVE', structure: null, accessibility: [], families: [] } as const;

/** Every session of an association: support of each family, workshops at each place, sessions for structures. */
export function planSessions(
  profile: Profile,
  families: readonly Family[],
  structures: readonly Structure[],
): PlannedSession[] {
  const chance = chanceOf(`sessions of ${profile.id}`);
  return YEARS.flatMap((year) => [
    ...families.flatMap((family) => supportOf(profile, family, year, chance)),
    ...workshopsOf(profile, families, year, chance),
  ]).concat(structures.flatMap((structure) => sessionsFor(structure, profile, chance)));
}

/** The days in a year on which a family is supported: evenly spread over its loan. */
export function supportDays(profile: Profile, family: Family, year: SupportYear): string[] {
  const from = latest(family.startsOn, `${year}-01-04`);
  const to = earliest(family.returnedOn, `${year}-12-22`);
  const isEquipped = family.startsOn < `${year + 1}-01-01` && family.returnedOn >= `${year}-01-01`;
  return isEquipped ? spread(profile.supportSessions, from, latest(from, to)) : [];
}

function supportOf(profile: Profile, family: Family, year: SupportYear, chance: Chance): PlannedSession[] {
  return supportDays(profile, family, year).map((on, index) => ({
    key: `support ${year} ${family.key} ${index + 1}`,
    kind: 'INDIVIDUAL',
    on,
    place: index % 2 === 0 ? null : chance.pick(profile.places).key,
    theme: THEMES[index % THEMES.length]!,
    minutes: INDIVIDUAL_MINUTES,
    staffCount: 1,
    families: [family.key],
    anonymous: 0,
    structure: null,
    accessibility: [],
  }));
}

/** People drop in at the first place, and are trained by name at the others; one session of 2011 is in sign language. */
function workshopsOf(
  profile: Profile,
  families: readonly Family[],
  year: SupportYear,
  chance: Chance,
): PlannedSession[] {
  return profile.places.flatMap((place, at) =>
    spread(profile.collectiveSessions[year], `${year}-01-20`, `${year}-12-15`).map((on, index) => {
      const isOpenHouse = at === 0;
      const borrowers = families.filter(({ startsOn, returnedOn }) => startsOn <= on && on <= returnedOn);
      return {
        ...COLLECTIVE,
        key: `workshop ${year} ${place.key} ${index + 1}`,
        on,
        place: place.key,
        theme: isOpenHouse ? 'INTERNET' : chance.pick(THEMES),
        minutes: isOpenHouse ? 180 : 120,
        staffCount: isOpenHouse ? 2 : 1,
        families: isOpenHouse
          ? []
          : chance
              .shuffled(borrowers)
              .slice(0, chance.between(4, 8))
              .map(({ key }) => key),
        anonymous: isOpenHouse ? chance.between(5, 14) : chance.between(1, 3),
        accessibility: isOpenHouse && year === 2011 && index === 0 ? ['LSF'] : [],
      };
    }),
  );
}

function sessionsFor({ name, sessionsOn }: Structure, { places }: Profile, chance: Chance): PlannedSession[] {
  return sessionsOn.map((on, index) => ({
    ...COLLECTIVE,
    key: `for ${name} ${index + 1}`,
    on,
    place: places[0]!.key,
    theme: 'INTERNET',
    minutes: 120,
    staffCount: 1,
    anonymous: chance.between(5, 10),
    structure: name,
  }));
}
