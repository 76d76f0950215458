import { Refusal } from '../../kit/refusal.ts';
import type { QuotientBand } from '../household/household.entity.ts';
import type { EligibilityGround } from './eligibility.entity.ts';

/**
 * How long an assessment holds when nobody says: one year, as a loan does; the CAF itself sets the family quotient anew
 * each January. The association's own default; no text imposes it.
 */
export const HOLDS_MONTHS = 12;

/** One band of the family quotient, in euros a month, while it was in use. */
export interface Band {
  band: QuotientBand;
  above: number | null;
  upTo: number | null;
  since: string;
  until: string | null;
}

/**
 * The bands, by the days they were in use. Each CAF draws its own for its holiday and housing aids; these four are the
 * association's. A new scale is added with its day, and the old one is given its last: what was assessed keeps its meaning.
 */
const BANDS: readonly Band[] = [
  { band: 'UP_TO_400', above: null, upTo: 400, since: '2007-01-01', until: null },
  { band: 'UP_TO_600', above: 400, upTo: 600, since: '2007-01-01', until: null },
  { band: 'UP_TO_800', above: 600, upTo: 800, since: '2007-01-01', until: null },
  { band: 'ABOVE_800', above: 800, upTo: null, since: '2007-01-01', until: null },
];

/** The bands in use on a day, the lowest first; none before the association began. */
export const bandsOn = (day: string, bands = BANDS): Band[] =>
  bands.filter(({ since, until }) => since <= day && (until === null || day <= until));

/** `BAND_OF_QUOTIENT`, `PRESCRIBER_OF_PRESCRIPTION`: each ground comes with its own evidence, and with no other. */
export function whyNotGround({ ground, band, prescriberId }: Evidence): Refusal | null {
  if ((ground === 'QUOTIENT_FAMILIAL') !== Boolean(band)) {
    return new Refusal('BAND_OF_QUOTIENT', 'band', {
      en: 'Give the band with the family quotient, and with no other ground.',
      fr: 'Donnez la tranche avec le quotient familial, et avec aucun autre motif.',
    });
  }
  if ((ground === 'PRESCRIBER') === Boolean(prescriberId)) return null;
  return new Refusal('PRESCRIBER_OF_PRESCRIPTION', 'prescriberId', {
    en: 'Give the organisation with the ground PRESCRIBER, and with no other.',
    fr: "Donnez l'organisme avec le motif PRESCRIBER, et avec aucun autre.",
  });
}

interface Evidence {
  ground: EligibilityGround;
  band: QuotientBand | null;
  prescriberId: string | null;
}

/** `EXPIRES_BEFORE`: an assessment that ends before it begins. */
export function whyNotExpiring(expiresOn: string, assessedOn: string): Refusal | null {
  if (expiresOn >= assessedOn) return null;
  return new Refusal('EXPIRES_BEFORE', 'expiresOn', {
    en: `It was assessed on ${assessedOn}; give that day or a later one, or none for ${HOLDS_MONTHS} months.`,
    fr: `L'évaluation est du ${assessedOn} ; donnez ce jour ou un jour suivant, ou aucun pour ${HOLDS_MONTHS} mois.`,
  });
}

/**
 * `ELIGIBILITY_EXPIRED`: what entitled a household on a day has ended, and nothing followed. A household that nobody ever
 * assessed is not refused: whether to assess is the association's choice, and so is what it makes of a band.
 */
export function whyNotEligible(
  assessments: readonly { assessedOn: string; expiresOn: string }[],
  on: string,
): Refusal | null {
  const known = assessments.filter(({ assessedOn }) => assessedOn <= on);
  const lastDay = known.map(({ expiresOn }) => expiresOn).reduce((last, day) => (day > last ? day : last), '');
  if (known.length === 0 || on <= lastDay) return null;
  return new Refusal('ELIGIBILITY_EXPIRED', 'loanId', {
    en: `What entitles this household has expired on ${lastDay}; assess its eligibility again first.`,
    fr: `Ce qui donne droit au prêt à ce foyer a pris fin le ${lastDay} ; évaluez d'abord à nouveau son éligibilité.`,
  });
}

/** The last day of an assessment of a day: one year later less a day. */
export function lastDayOf(assessedOn: string): string {
  const [year, month, day] = assessedOn.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1 + HOLDS_MONTHS, day - 1)).toISOString().slice(0, 10);
}
