import { findTerritory } from '../../geography/find-territory.ts';
import { Refusal } from '../refusals/refusal.ts';

/**
 * The commune's code, as it was given: a former one stays, since figures follow the map of each day. A commune that ended
 * before 2000 and an arrondissement are given under the commune they are part of. Refuses `UNKNOWN_COMMUNE`.
 */
export function knownCommune(code: string, field: string): string {
  const territory = findTerritory(code);
  if (territory?.level === 'COMMUNE') return territory.code;
  throw new Refusal('UNKNOWN_COMMUNE', field, {
    en: `${code} is no commune; give COM- and its INSEE code, such as COM-56121 for Lorient.`,
    fr: `${code} n'est pas une commune ; donnez COM- et son code INSEE, par exemple COM-56121 pour Lorient.`,
  });
}
