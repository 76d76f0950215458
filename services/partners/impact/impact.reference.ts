import { findTerritory } from '../../../packages/geography/find-territory.ts';
import type { ImpactRoot } from '../../../packages/figures/read/impact-resolver.ts';
import { wholeOf } from '../territory/territory.rules.ts';
import { findImpact } from './impact-part.ts';

/** The `Impact` of an id; null for what is no scope, or the scope of a territory that never was. */
export function resolveImpact(reference: { id: string }): ImpactRoot | null {
  const impact = findImpact(reference);
  const territory = impact?.scope.territory;
  return territory && !findTerritory(wholeOf(territory)) ? null : impact;
}
