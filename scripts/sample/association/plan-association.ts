import { planLots } from '../donation/plan-lots.ts';
import { planFamilies } from '../family/plan-families.ts';
import { planLoans } from '../loan/plan-loans.ts';
import { planSessions } from '../session/plan-sessions.ts';
import { planOrganisations } from '../structure/plan-organisations.ts';
import { planStructures } from '../structure/plan-structures.ts';
import type { Profile } from './profile.ts';

export type AssociationPlan = ReturnType<typeof planAssociation>;

/** Everything that will be entered for an association, worked out from its profile alone. */
export function planAssociation(profile: Profile) {
  const lots = planLots(profile);
  const families = planFamilies(profile);
  const structures = planStructures(profile);
  return {
    profile,
    lots,
    families,
    structures,
    loans: planLoans(profile, lots, families, structures),
    sessions: planSessions(profile, families, structures),
    organisations: planOrganisations(profile, structures),
  };
}
