import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Association } from './association.entity.ts';

/** Why nothing changes any more for a member: `LEFT_THE_NETWORK`. A day announced for later may still be moved. */
export function whyNoMember(
  { memberUntil }: Pick<Association, 'memberUntil'>,
  today: string,
): Refusal<'LEFT_THE_NETWORK'> | null {
  if (memberUntil === null || memberUntil >= today) return null;
  return new Refusal('LEFT_THE_NETWORK', 'associationId', {
    en: `It left the network on ${memberUntil}; register it anew under another id if it comes back.`,
    fr: `Elle a quitté le réseau le ${memberUntil} ; si elle revient, inscrivez-la sous un autre identifiant.`,
  });
}

/** Why territories cannot change on a day: `BEFORE_LAST_CHANGE`. */
export function whyNotSince(on: string, last: string): Refusal<'BEFORE_LAST_CHANGE'> | null {
  if (on > last) return null;
  return new Refusal('BEFORE_LAST_CHANGE', 'on', {
    en: `Its territories are known since ${last}; give a later day.`,
    fr: `Ses territoires sont connus depuis le ${last} ; donnez un jour plus tardif.`,
  });
}
