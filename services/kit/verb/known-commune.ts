import { findTerritory } from '../geography/find-territory.ts';
import { Refusal } from '../refusal.ts';

/** The commune's present code (a merged one is given under what it became). Refuses `UNKNOWN_COMMUNE`. */
export function knownCommune(code: string, field: string): string {
  const territory = findTerritory(code);
  if (territory?.level === 'COMMUNE') return territory.code;
  throw new Refusal('UNKNOWN_COMMUNE', field, {
    en: `${code} is no commune; give COM- and its INSEE code, such as COM-56121 for Lorient.`,
    fr: `${code} n'est pas une commune ; donnez COM- et son code INSEE, par exemple COM-56121 pour Lorient.`,
  });
}
