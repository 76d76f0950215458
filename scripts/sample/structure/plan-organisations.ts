import { findTerritory } from '../../../packages/geography/find-territory.ts';
import type { Profile } from '../association/profile.ts';
import type { Structure } from './plan-structures.ts';

/** An organisation of the association's directory. Without SIRET: none is made up, and none is known for certain. */
export interface PlannedOrganisation {
  name: string;
  kind: string;
  commune: string;
  roles: readonly string[];
}

/** The funders of the launch, as the sheet names them; no agreement of theirs falls in the sample years. */
const LAUNCH_FUNDERS = [
  ['Fondation de France', 'FOUNDATION'],
  ['Crédit Mutuel de Bretagne', 'COMPANY'],
  ['CNFPT', 'OTHER'],
  ["Délégation aux usages de l'internet", 'STATE'],
] as const;

/** `Ville de Lorient`, `Ville d'Inguiniel`. */
export function townName(code: string): string {
  const name = findTerritory(code)?.name ?? code;
  return /^[AEIOUYÉ]/.test(name) ? `Ville d'${name}` : `Ville de ${name}`;
}

export const recyclerOf = ({ id }: Profile): string => `Recycleur exemple (${id})`;

/** Every organisation that anything else speaks of, each once: one may be donor, funder and partner. */
export function planOrganisations(profile: Profile, structures: readonly Structure[]): PlannedOrganisation[] {
  const { seat } = profile;
  const all: PlannedOrganisation[] = [
    ...profile.funders.map(({ name, kind, commune }) => ({ name, kind, commune, roles: ['FUNDER'] })),
    ...(profile.isSample
      ? []
      : LAUNCH_FUNDERS.map(([name, kind]) => ({ name, kind, commune: seat, roles: ['FUNDER'] }))),
    ...profile.partners.map(({ name, kind, commune, roles }) => ({ name, kind, commune, roles })),
    ...profile.towns.map((code) => ({ name: townName(code), kind: 'TOWN', commune: code, roles: ['PRESCRIBER'] })),
    ...profile.lots.map(({ donor }) => ({ name: donor, kind: 'OTHER', commune: seat, roles: ['DONOR'] })),
    ...structures.map(({ name, commune }) => ({
      name,
      kind: 'ASSOCIATION',
      commune,
      roles: ['BORROWER', 'BENEFICIARY'],
    })),
    { name: recyclerOf(profile), kind: 'COMPANY', commune: seat, roles: ['RECYCLER'] },
  ];
  return [...Map.groupBy(all, ({ name }) => name).values()].map((same) => ({
    ...same[0]!,
    roles: [...new Set(same.flatMap(({ roles }) => roles))],
  }));
}
