import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Household } from '../household/household.entity.ts';

/** `MERGED`: an id whose household or person was merged into another. */
export function merged(field: string, id: string, keptId: string): Refusal<'MERGED'> {
  return new Refusal('MERGED', field, {
    en: `${id} was merged into ${keptId}; use that id.`,
    fr: `${id} a été fusionné avec ${keptId} ; utilisez cet identifiant.`,
  });
}

/** `ERASED`: somebody who asked to be forgotten. */
export function whyErased({ erasedOn }: { erasedOn: string | null }, field: string): Refusal | null {
  if (!erasedOn) return null;
  return new Refusal('ERASED', field, {
    en: `What was known here was erased on ${erasedOn}, on request; register them anew if they come back.`,
    fr: `Ce qui était connu ici a été effacé le ${erasedOn}, à leur demande ; s'ils reviennent, enregistrez-les à nouveau.`,
  });
}

/** `SAME_ONE`: nothing can be merged into itself. */
export function whyNotTwo(keptId: string, otherId: string, field: string): Refusal | null {
  if (keptId !== otherId) return null;
  return new Refusal('SAME_ONE', field, {
    en: 'Both ids are the same; give the one to keep and the one to merge into it.',
    fr: 'Les deux identifiants sont les mêmes ; donnez celui à garder et celui à fusionner avec lui.',
  });
}

/** `JUDGED_DIFFERENT`: somebody looked at both and found them to be two. */
export function whyNotSame(judgement: Judgement | null, field: string): Refusal | null {
  if (judgement !== 'DIFFERENT') return null;
  return new Refusal('JUDGED_DIFFERENT', field, {
    en: 'These two were judged to be different; judge them to be the same first, if that was wrong.',
    fr: "Ces deux-là ont été jugés différents ; si c'était une erreur, jugez-les d'abord identiques.",
  });
}

export type Judgement = 'SAME' | 'DIFFERENT';

/** Two ids as a pair is remembered, whichever came first. */
export const pairOf = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one]);

/** `MERGE_PENDING`: training still has to follow an earlier merge into the entry that is to go. */
export function whyStillSettling(isSettling: boolean, field: string): Refusal | null {
  if (!isSettling) return null;
  return new Refusal('MERGE_PENDING', field, {
    en: 'An earlier merge into this entry still waits for training; it settles by itself, try again in a minute.',
    fr: "Une fusion précédente avec cette fiche attend encore l'accompagnement ; cela se règle seul, réessayez dans une minute.",
  });
}

type Facts = Pick<
  Household,
  'size' | 'quotientBand' | 'quotientBandUntil' | 'registeredOn' | 'email' | 'remindedByEmailSince'
>;

/** What two entries of one household know together: the kept one's own first, the band that holds longest. */
export function mergedFacts(kept: Facts, other: Facts): Facts {
  const banded = (other.quotientBandUntil ?? '') > (kept.quotientBandUntil ?? '') || !kept.quotientBand ? other : kept;
  // Consent goes with the address it was given for.
  const reached = kept.email ? kept : other;
  return {
    size: kept.size ?? other.size,
    quotientBand: banded.quotientBand,
    quotientBandUntil: banded.quotientBandUntil,
    registeredOn: kept.registeredOn < other.registeredOn ? kept.registeredOn : other.registeredOn,
    email: reached.email,
    remindedByEmailSince: reached.remindedByEmailSince,
  };
}
