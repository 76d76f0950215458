import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
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

/** What is known of the means of a household: an assessment, or the band told at its registration. */
export interface Assessment {
  band: QuotientBand | null;
  assessedOn: string;
  expiresOn: string;
}

/**
 * What was told of a household's means on the day it was registered, as an assessment of that day; null when nothing was.
 * A later assessment that shows in the same two fields is not one of that day.
 */
export function toldAtRegistration(
  { quotientBand: band, quotientBandUntil: until, registeredOn: assessedOn }: Told,
  assessments: readonly Assessment[],
): Assessment | null {
  if (!band || assessments.some((one) => one.band === band && one.expiresOn === until)) return null;
  return { band, assessedOn, expiresOn: until ?? lastDayOf(assessedOn) };
}

interface Told {
  quotientBand: QuotientBand | null;
  quotientBandUntil: string | null;
  registeredOn: string;
}

/**
 * `ELIGIBILITY_EXPIRED`: what entitled a household on a day has ended, and nothing followed. For a loan that runs: a household
 * that nobody ever assessed is not refused, since its loan was granted or taken on from paper.
 */
export function whyExpired(assessments: readonly Assessment[], on: string): Refusal | null {
  const known = assessments.filter(({ assessedOn }) => assessedOn <= on);
  const lastDay = known.map(({ expiresOn }) => expiresOn).reduce((last, day) => (day > last ? day : last), '');
  if (known.length === 0 || on <= lastDay) return null;
  return new Refusal('ELIGIBILITY_EXPIRED', 'loanId', {
    en: `What entitles this household has expired on ${lastDay}; assess its eligibility again first.`,
    fr: `Ce qui donne droit au prêt à ce foyer a pris fin le ${lastDay} ; évaluez d'abord à nouveau son éligibilité.`,
  });
}

/** `NOT_ASSESSED`, `ELIGIBILITY_EXPIRED`, `NOT_ELIGIBLE`: nothing entitles a household to a loan that is granted on a day. */
export function whyNotEntitled(assessments: readonly Assessment[], on: string): Refusal | null {
  const known = assessments.filter(({ assessedOn }) => assessedOn <= on);
  if (known.length === 0) return notAssessed(on);
  const holding = known.filter(({ expiresOn }) => on <= expiresOn);
  if (holding.length === 0) return whyExpired(known, on);
  const banded = holding.filter(({ band }) => band !== null);
  const lastBand = banded.reduce<Assessment | null>(
    (last, one) => (one.assessedOn < (last?.assessedOn ?? '') ? last : one),
    null,
  );
  const isVouchedFor = banded.length < holding.length;
  return isVouchedFor || !isAboveAll(lastBand!.band!) ? null : notEligible();
}

const isAboveAll = (band: QuotientBand): boolean => BANDS.some((one) => one.band === band && one.upTo === null);

const notAssessed = (on: string): Refusal<'NOT_ASSESSED'> =>
  new Refusal('NOT_ASSESSED', 'loanId', {
    en: `Nobody had looked by ${on} at what entitles this household; assess its eligibility first. A manager may grant the loan all the same, with \`overrideReason\`; it is kept.`,
    fr: `Au ${on}, personne n'avait regardé ce qui donne droit au prêt à ce foyer ; évaluez d'abord son éligibilité. Un responsable peut accorder le prêt malgré tout, avec \`overrideReason\` ; ce motif est conservé.`,
  });

const notEligible = (): Refusal<'NOT_ELIGIBLE'> =>
  new Refusal('NOT_ELIGIBLE', 'loanId', {
    en: 'The means of this household are above every band that entitles to a loan; refuse it with a referral, or assess another ground. A manager may grant it all the same, with `overrideReason`; it is kept.',
    fr: "Les moyens de ce foyer dépassent toutes les tranches qui donnent droit au prêt ; refusez-le en orientant le foyer, ou évaluez un autre motif. Un responsable peut l'accorder malgré tout, avec `overrideReason` ; ce motif est conservé.",
  });

/** The last day of an assessment of a day: one year later less a day. */
export function lastDayOf(assessedOn: string): string {
  const [year, month, day] = assessedOn.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1 + HOLDS_MONTHS, day - 1)).toISOString().slice(0, 10);
}
