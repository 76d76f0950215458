import { CAF_DU_PAYS_DE_LORIENT, DEFIS } from '../../sample/association/defis.ts';
import { planAssociation } from '../../sample/association/plan-association.ts';
import type { Lot, Profile } from '../../sample/association/profile.ts';
import { enterAgreements } from '../../sample/agreement/enter-agreements.ts';
import { addDays } from '../../sample/days.ts';
import type { Desk } from '../../sample/desk/desk.ts';
import { enterLots, idsByLabel, refurbish, registerMachines } from '../../sample/donation/enter-lots.ts';
import { enterFamilies } from '../../sample/family/enter-families.ts';
import { enterLoans } from '../../sample/loan/enter-loans.ts';
import { enterPlaces, enterSessions } from '../../sample/session/enter-sessions.ts';
import { enterOrganisations, enterSites } from '../../sample/structure/enter-organisations.ts';
import { recyclerOf } from '../../sample/structure/plan-organisations.ts';
import type { Learned } from './tell-question.ts';

const REGION = 'Région Bretagne';
const [CAF_LOT, ...OTHER_LOTS] = DEFIS.lots.filter(({ offeredOn }) => offeredOn.startsWith('2011'));
const LAST_LOT = OTHER_LOTS.pop()!;
const earlier = (lot: Lot): Lot => ({ ...lot, offeredOn: addDays(lot.offeredOn, -35) });

/**
 * The year 2011 of Défis but for what the story tells by hand: one of the fifty machines of the CAF, one family of the
 * 380 and its ten hours, the funding of the Région, one structure of the thirty. Other donors come some weeks earlier than
 * in the sample years, the last one before the year itself, since no machine is left of the year before.
 */
const REST_OF_2011: Profile = {
  ...DEFIS,
  lots: [
    { ...CAF_LOT!, ready: CAF_LOT!.ready - 1 },
    { ...LAST_LOT, offeredOn: '2010-12-20' },
    ...OTHER_LOTS.map(earlier),
  ],
  starts: { in2009: 0, renewedFrom2009: 0, in2010: 0, renewedFrom2010: 0, in2011: 379 },
  families2011: DEFIS.families2011.map(([commune, families]) => [
    commune,
    commune === DEFIS.seat ? families - 1 : families,
  ]),
  followedDonor: { donor: CAF_DU_PAYS_DE_LORIENT, starts: { 2009: 0, 2010: 0, 2011: 49 } },
  lentAgain: 0,
  swaps: 0,
  funders: DEFIS.funders.filter(({ name }) => name !== REGION),
  structures: { lentTo: 0, machinesEach: 0, sessionsFrom: 1, sessionsTo: 0, sitesFrom: 1, sitesTo: 0, sites2011: 29 },
  collectiveSessions: { 2010: 0, 2011: 18 },
  visas: 0,
};

/** What others do while the story is told of one machine and one family, by the sentence that tells it. */
export function meanwhile(desk: Desk, learned: Learned): Record<string, () => Promise<void>> {
  const plan = planAssociation(REST_OF_2011);
  const [ofCaf, ...ofOthers] = plan.lots;
  let organisations: ReadonlyMap<string, string> = new Map();
  let machines: ReadonlyMap<string, string> = new Map();
  return {
    'the forty-nine other machines of the gift and those of other donors go the same way.': async () => {
      const known = [
        [CAF_DU_PAYS_DE_LORIENT, learned.get('caf') as string],
        [REGION, learned.get('region') as string],
      ] as const;
      const unknown = plan.organisations.filter(({ name }) => !known.some(([each]) => each === name));
      organisations = new Map([...known, ...(await enterOrganisations(desk, unknown))]);
      const registered = await registerMachines(desk, [ofCaf!], new Map([[ofCaf!, learned.get('donation') as string]]));
      const others = await enterLots(desk, ofOthers, organisations);
      machines = new Map([...idsByLabel(registered), ...others]);
      await refurbish(desk, [ofCaf!], machines);
    },
    'three hundred and seventy-nine other families borrow a computer and are accompanied.': async () => {
      const families = await enterFamilies(desk, plan.families);
      const places = await enterPlaces(desk, REST_OF_2011.places);
      const recyclerId = organisations.get(recyclerOf(REST_OF_2011))!;
      await Promise.all([
        enterLoans(desk, plan.loans, { organisations, machines, families, recyclerId }),
        enterSessions(desk, plan.sessions, { places, organisations, families }),
      ]);
    },
    'the eight other funders pay, and twenty-nine other structures are given a web site.': async () => {
      await enterAgreements(desk, REST_OF_2011, organisations);
      await enterSites(desk, plan.structures, organisations);
    },
  };
}
