import { findTerritory } from '../kit/geography/find-territory.ts';
import { Refusal } from '../kit/refusal.ts';

/** The commune's present code (a merged one is given under what it became); refuses `UNKNOWN_COMMUNE`. */
export function knownCommune(code: string, field: string): string {
  const territory = findTerritory(code);
  if (territory?.level === 'COMMUNE') return territory.code;
  throw new Refusal('UNKNOWN_COMMUNE', field, {
    en: `${code} is no commune; give COM- and its INSEE code, such as COM-56121 for Lorient.`,
    fr: `${code} n'est pas une commune ; donnez COM- et son code INSEE, par exemple COM-56121 pour Lorient.`,
  });
}

/** The territory's present code; refuses `UNKNOWN_TERRITORY`. */
export function knownTerritory(code: string, field: string): string {
  const territory = findTerritory(code);
  if (territory) return territory.code;
  throw new Refusal('UNKNOWN_TERRITORY', field, {
    en: `${code} is no territory; give FR, REG-53, DEP-56, EPCI-200042174 or COM-56121.`,
    fr: `${code} n'est pas un territoire ; donnez FR, REG-53, DEP-56, EPCI-200042174 ou COM-56121.`,
  });
}
