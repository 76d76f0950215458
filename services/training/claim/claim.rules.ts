import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { VisaClaim } from './claim.entity.ts';

/** What goes on paper: `2011-007`. */
export const claimNumber = ({ year, number }: Pick<VisaClaim, 'year' | 'number'>): string =>
  `${year}-${String(number).padStart(3, '0')}`;

/** `PROGRAMMES_MIXED`: each programme has its own payer. */
export function whyNotTogether(programmes: ReadonlySet<string>): Refusal | null {
  if (programmes.size === 1) return null;
  return new Refusal('PROGRAMMES_MIXED', 'visaIds', {
    en: 'These visas are of several programmes; make a claim for each.',
    fr: 'Ces visas relèvent de plusieurs programmes ; faites une demande pour chacun.',
  });
}

/** `ALREADY_SETTLED` or `BEFORE_CLAIM`. */
export function whyNotSettled({ claimedOn, settledOn }: VisaClaim, day: string): Refusal | null {
  if (settledOn) {
    return new Refusal('ALREADY_SETTLED', 'claimId', {
      en: `This claim was answered on ${settledOn}; claim again what was rejected.`,
      fr: `Cette demande a reçu sa réponse le ${settledOn} ; demandez de nouveau ce qui a été rejeté.`,
    });
  }
  if (day >= claimedOn) return null;
  return new Refusal('BEFORE_CLAIM', 'on', {
    en: `The claim was sent on ${claimedOn}; give that day or a later one.`,
    fr: `La demande a été envoyée le ${claimedOn} ; donnez ce jour ou un jour plus tardif.`,
  });
}

/** `NOT_IN_CLAIM` or `VISA_TWICE`, of one rejection. */
export function whyNotRejected(visaIds: readonly string[], index: number, claimed: readonly string[]): Refusal | null {
  const field = `rejections.${index}.visaId`;
  const visaId = visaIds[index]!;
  if (!claimed.includes(visaId)) {
    return new Refusal('NOT_IN_CLAIM', field, {
      en: 'This visa is not in the claim; leave it out.',
      fr: 'Ce visa ne figure pas dans la demande ; retirez-le.',
    });
  }
  if (visaIds.indexOf(visaId) === index) return null;
  return new Refusal('VISA_TWICE', field, {
    en: 'This visa is rejected on a line above; keep one line.',
    fr: 'Ce visa est déjà rejeté plus haut ; gardez une seule ligne.',
  });
}
