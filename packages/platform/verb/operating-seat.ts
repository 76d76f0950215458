import { Refusal } from '../refusals/refusal.ts';
import type { ServiceContext } from '../context/service-context.ts';

/**
 * The commune where the association's machines, staff and money are counted. Refuses `HUB_HAS_NO_OPERATIONS`: a hub
 * gathers figures and does nothing itself.
 */
export function operatingSeat({ seat }: Pick<ServiceContext, 'seat'>): string {
  if (seat) return seat;
  throw new Refusal('HUB_HAS_NO_OPERATIONS', null, {
    en: "A hub only gathers figures; do this at the association's own address.",
    fr: "Un centre ne fait que réunir des chiffres ; faites-le à l'adresse de l'association.",
  });
}
