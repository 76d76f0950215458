import type { Profile } from '../association/profile.ts';
import { addDays } from '../days.ts';
import type { Desk } from '../desk/desk.ts';
import type { Registered } from '../family/enter-families.ts';
import type { Family } from '../family/plan-families.ts';
import { supportDays } from '../session/plan-sessions.ts';

const PROGRAMME = 'visa-internet-bretagne';
const ISSUED_DAYS_AHEAD = 3;

/** The Region decides in December, is asked in January of the year after, and pays in March. */
const ALLOCATION = { on: '2010-12-15', validFrom: '2011-01-01', validUntil: '2011-12-31', amountEach: 100, hours: 10 };
const CLAIMED_ON = '2012-01-16';
const PAID_ON = '2012-03-15';

/** Gives a visa to the first families of 2011, whose ten hours of support of that year complete it; all are paid. */
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
  if (holders.length === 0) return;
  await desk.enter('allocateVisas', [
    { key: 'visas of 2011', input: { ...ALLOCATION, programmeId: PROGRAMME, visas: holders.length } },
  ]);
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
  await enterClaim(
    desk,
    issued.map(({ visa }) => visa.id),
  );
}

async function enterClaim(desk: Desk, visaIds: readonly string[]): Promise<void> {
  const [claimed] = await desk.enter<{ claim: { id: string } }>('claimVisas', [
    { key: 'visas of 2011', input: { visaIds, on: CLAIMED_ON } },
  ]);
  await desk.enter('settleVisaClaim', [{ key: 'visas of 2011', input: { claimId: claimed!.claim.id, on: PAID_ON } }]);
}
