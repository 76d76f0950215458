import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { VisaAllocation } from './allocation.entity.ts';

/**
 * Hours to attend for one visa unless the allocation says otherwise. The 2011 sheet counts individual support in units of
 * ten hours and gives the visa within it: ten hours are what one visa stands for.
 */
export const USUAL_HOURS = 10;

/** `ENDS_BEFORE_IT_BEGINS`. */
export function whyNotAllocated({ validFrom, validUntil }: Pick<VisaAllocation, 'validFrom' | 'validUntil'>) {
  if (validUntil >= validFrom) return null;
  return new Refusal('ENDS_BEFORE_IT_BEGINS', 'validUntil', {
    en: `Visas valid from ${validFrom} cannot end on ${validUntil}; give that day or a later one.`,
    fr: `Des visas valables dès le ${validFrom} ne peuvent finir le ${validUntil} ; donnez ce jour ou un jour plus tardif.`,
  });
}

/** `NO_ALLOCATION` or `ALLOCATION_EXHAUSTED`, of those of the programme that are valid on the day. */
export function whyNotDrawn(valid: readonly Pick<VisaAllocation, 'visas' | 'issued'>[], day: string): Refusal | null {
  if (valid.length === 0) {
    return new Refusal('NO_ALLOCATION', 'programmeId', {
      en: `No visas are allocated in this programme for ${day}; record what the Region allocated first.`,
      fr: `Aucun visa n'est attribué dans ce programme pour le ${day} ; enregistrez d'abord l'attribution de la Région.`,
    });
  }
  if (valid.some(hasVisasLeft)) return null;
  const visas = valid.reduce((sum, one) => sum + one.visas, 0);
  return new Refusal('ALLOCATION_EXHAUSTED', 'programmeId', {
    en: `All ${visas} visas allocated are given; ask the Region for more, or cancel one that is not used.`,
    fr: `Les ${visas} visas attribués sont remis ; demandez-en d'autres à la Région, ou annulez-en un qui ne sert pas.`,
  });
}

export const hasVisasLeft = ({ visas, issued }: Pick<VisaAllocation, 'visas' | 'issued'>): boolean => issued < visas;
