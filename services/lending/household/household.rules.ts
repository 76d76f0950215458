import { Refusal } from '../../kit/refusal.ts';
import type { QuotientBand } from './household.entity.ts';

/** `BAND_MISSING`: an end of validity without a band. */
export function whyNotQuotientBand(band: QuotientBand | null, until: string | null): Refusal | null {
  if (band || !until) return null;
  return new Refusal('BAND_MISSING', 'quotientBand', {
    en: 'Give the band of the family quotient that holds until then, or no day.',
    fr: 'Donnez la tranche de quotient familial valable jusque-là, ou aucun jour.',
  });
}
