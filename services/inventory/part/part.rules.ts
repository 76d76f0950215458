import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Part } from './part.entity.ts';

/** Why a part is not in the stock: `PART_ALREADY_FITTED` or `PART_DISCARDED`. */
export function whyNotInStock({ fittedOn, discardedOn }: Part): Refusal | null {
  if (fittedOn)
    return new Refusal('PART_ALREADY_FITTED', 'partId', {
      en: `This part was fitted in a machine on ${fittedOn}; take another one.`,
      fr: `Cette pièce a été montée dans une machine le ${fittedOn} ; prenez-en une autre.`,
    });
  if (discardedOn)
    return new Refusal('PART_DISCARDED', 'partId', {
      en: `This part was thrown away on ${discardedOn}; take another one.`,
      fr: `Cette pièce a été jetée le ${discardedOn} ; prenez-en une autre.`,
    });
  return null;
}

/** Why a part cannot go into a machine: it is not in the stock, or `PART_OF_SAME_COMPUTER`. */
export function whyNotForComputer(part: Part, computerId: string): Refusal | null {
  const not = whyNotInStock(part);
  if (not || part.originId !== computerId) return not;
  return new Refusal('PART_OF_SAME_COMPUTER', 'computerId', {
    en: 'This part comes from this very machine, which was dismantled; fit it in another one.',
    fr: 'Cette pièce vient de cette machine même, qui a été démontée ; montez-la dans une autre.',
  });
}

/** Why `on` cannot be the day of a part's next step: `OUT_OF_ORDER` when it came into the stock later. */
export function whyNotPartOn({ stockedOn }: Part, on: string): Refusal | null {
  if (on >= stockedOn) return null;
  return new Refusal('OUT_OF_ORDER', 'on', {
    en: `This part came into the stock on ${stockedOn}; give that day or a later one.`,
    fr: `Cette pièce est entrée au stock le ${stockedOn} ; donnez ce jour ou un jour suivant.`,
  });
}
