import { enterAgreements } from '../agreement/enter-agreements.ts';
import type { Desk } from '../desk/desk.ts';
import { enterLots, enterRecycling } from '../donation/enter-lots.ts';
import { enterFamilies } from '../family/enter-families.ts';
import { enterLoans, enterRefusals } from '../loan/enter-loans.ts';
import { enterPlaces, enterSessions } from '../session/enter-sessions.ts';
import { enterOrganisations, enterSites } from '../structure/enter-organisations.ts';
import { recyclerOf } from '../structure/plan-organisations.ts';
import { enterVisas } from '../visa/enter-visas.ts';
import type { AssociationPlan } from './plan-association.ts';
import { registerNetwork } from './register-network.ts';

/** Enters the sample years of one association, through the verbs its people use. */
export async function enterAssociation(desk: Desk, plan: AssociationPlan): Promise<void> {
  const { profile, structures, lots, loans, sessions } = plan;
  await registerNetwork(desk, [profile]);
  const organisations = await enterOrganisations(desk, plan.organisations);
  const recyclerId = organisations.get(recyclerOf(profile))!;
  const [families, machines, places] = await Promise.all([
    enterFamilies(desk, plan.families),
    enterLots(desk, lots, organisations),
    enterPlaces(desk, profile.places),
  ]);
  await Promise.all([
    enterAgreements(desk, profile, organisations),
    enterSites(desk, structures, organisations),
    enterRecycling(desk, lots, machines, recyclerId),
    enterRefusals(desk, profile.refusals, profile.seat),
    enterLoans(desk, loans, { organisations, machines, families, recyclerId }),
    enterSessions(desk, sessions, { places, organisations, families }).then(() =>
      enterVisas(desk, profile, plan.families, families),
    ),
  ]);
}
