import { findTerritory } from '../../packages/geography/find-territory.ts';
import { Refusal } from '../../packages/platform/refusals/refusal.ts';

/** The territory's present code; refuses `UNKNOWN_TERRITORY`. */
export function knownTerritory(code: string, field: string): string {
  const territory = findTerritory(code);
  if (territory) return territory.code;
  throw new Refusal('UNKNOWN_TERRITORY', field, {
    en: `${code} is no territory; give FR, REG-53, DEP-56, EPCI-200042174 or COM-56121.`,
    fr: `${code} n'est pas un territoire ; donnez FR, REG-53, DEP-56, EPCI-200042174 ou COM-56121.`,
  });
}
