import { addDays } from '../days.ts';
import type { Desk } from '../desk/desk.ts';
import type { Family } from './plan-families.ts';

/** What a family is known by once it is registered. */
export interface Registered {
  householdId: string;
  /** The first person of the household, who comes to sessions. */
  personId: string;
}

const REGISTERED_DAYS_AHEAD = 20;

/** Registers every household and its people, under names that are plainly sample; by the family's key. */
export async function enterFamilies(desk: Desk, families: readonly Family[]): Promise<ReadonlyMap<string, Registered>> {
  const made = await desk.enter<{ household: { id: string; people: { id: string }[] } }>(
    'registerHousehold',
    families.map((family) => ({ key: family.key, input: householdOf(family) })),
  );
  return new Map(
    made.map(({ household: { id, people } }, index) => [
      families[index]!.key,
      { householdId: id, personId: people[0]!.id },
    ]),
  );
}

function householdOf({ key, commune, size, quotientBand, startsOn, birthYears }: Family): object {
  const on = addDays(startsOn, -REGISTERED_DAYS_AHEAD);
  const people = birthYears.map((birthYear, index) => ({
    givenName: 'Personne',
    familyName: `exemple ${key}${index === 0 ? '' : `-${index + 1}`}`,
    birthYear,
  }));
  return { commune, size, quotientBand, quotientBandUntil: addDays(startsOn, 365), people, on };
}
