import type { Profile } from '../association/profile.ts';
import { addDays } from '../days.ts';
import type { Desk } from '../desk/desk.ts';
import type { Registered } from '../family/enter-families.ts';
import type { Family } from '../family/plan-families.ts';
import { supportDays } from '../session/plan-sessions.ts';

const PROGRAMME = 'visa-internet-bretagne';
const ISSUED_DAYS_AHEAD = 3;

/** Gives a visa to the first families of 2011, whose ten hours of support of that year complete it. */
export async function enterVisas(
  desk: Desk,
  profile: Profile,
  planned: readonly Family[],
  families: ReadonlyMap<string, Registered>,
): Promise<void> {
  const holders = planned
    .filter(({ year }) => year === 2011)
    .slice(0, profile.visas)
    .map((family) => ({ key: family.key, days: supportDays(profile, family, 2011) }));
  const issued = await desk.enter<{ visa: { id: string } }>(
    'issueVisa',
    holders.map(({ key, days }) => ({
      key,
      input: {
        on: addDays(days[0]!, -ISSUED_DAYS_AHEAD),
        personId: families.get(key)?.personId,
        programmeId: PROGRAMME,
      },
    })),
  );
  const step = (dayOf: (days: readonly string[]) => string | undefined) =>
    holders.map(({ key, days }, index) => ({ key, input: { visaId: issued[index]!.visa.id, on: dayOf(days) } }));
  await desk.enter(
    'startVisa',
    step((days) => days[0]),
  );
  await desk.enter(
    'completeVisa',
    step((days) => days.at(-1)),
  );
}
