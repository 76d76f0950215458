import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceDelivery } from './delivery.entity.ts';

/** Why nothing more can be done about a service: `CANCELLED`. */
export function whyCancelled({ cancelledOn }: Pick<ServiceDelivery, 'cancelledOn'>): Refusal<'CANCELLED'> | null {
  if (!cancelledOn) return null;
  return new Refusal('CANCELLED', 'deliveryId', {
    en: `It was cancelled on ${cancelledOn}; record the service anew.`,
    fr: `Ce service a été annulé le ${cancelledOn} ; enregistrez-le de nouveau.`,
  });
}
