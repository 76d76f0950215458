import type { Figure, FigureReason, FigureStatus } from '../../../packages/figures/read/figure.ts';
import type { MeasureKind, Protection, Unit } from '../../../packages/figures/measures/measure.ts';
import { MINIMUM_SUBJECTS } from '../../../packages/figures/disclosure/protection.ts';
import type { ReportState } from '../report/reporting-period.entity.ts';

/** How files and reports name things in French. */
export const UNITS: Record<Unit, string> = {
  COMPUTER: 'ordinateurs',
  HOUSEHOLD: 'foyers',
  PERSON: 'personnes',
  ORGANISATION: 'organismes',
  LOAN: 'prêts',
  DONATION: 'dons',
  REPAIR: 'réparations',
  SESSION: 'séances',
  ATTENDANCE: 'présences',
  SERVICE: 'services',
  VISA: 'visas',
  AGREEMENT: 'conventions',
  HOUR: 'heures',
  MONTH: 'mois',
  EURO: '€',
  KILOGRAM_CO2: 'kg CO₂e',
  RATIO: 'rapport (1 = 100 %)',
};

export const KINDS: Record<MeasureKind, string> = {
  ADDITIVE: 'cumul',
  DISTINCT: 'décompte sans doublon',
  STOCK: 'état au dernier jour',
  SET: 'organismes distincts',
  RATIO: 'rapport',
};

export const STATUSES: Record<FigureStatus, string> = {
  EXACT: 'exact',
  BOUNDED: 'encadré',
  PROTECTED: 'protégé',
  UNAVAILABLE: 'indisponible',
};

export const STATES: Record<ReportState, string> = {
  OPEN: 'ouvert',
  SUBMITTED: 'soumis, provisoire',
  APPROVED: 'approuvé, provisoire',
  LOCKED: 'verrouillé',
  DISCARDED: 'abandonné',
};

const RULES: Record<Protection, string> = {
  PERSON: `règle : rien n'est publié qui repose sur moins de ${MINIMUM_SUBJECTS.PERSON} personnes ou foyers, ou permettrait de le déduire`,
  ORGANISATION: `règle : rien n'est publié qui repose sur moins de ${MINIMUM_SUBJECTS.ORGANISATION} organismes, ou dont l'un fait plus de 85 %`,
};

const REASONS: Record<FigureReason, string> = {
  BELOW_THRESHOLD: 'une partie repose sur trop peu de personnes ou d’organismes pour être publiée',
  FINER_THAN_PUBLISHED: 'les chiffres sur les personnes sont publiés par mois et département, ou par an et commune',
  PART_IN_OTHER_PLACES: 'une partie est publiée avec les « autres communes » d’un territoire plus large',
  DOUBLES_NOT_DEDUCTED: 'doublons entre associations non déduits',
  TERRITORY_DID_NOT_EXIST: 'le territoire n’existait pas dans cette période',
  BEFORE_THE_MEASURE: 'période antérieure à l’indicateur',
  IN_THE_FUTURE: 'période à venir',
  PROGRAMME_NOT_PUBLISHED: 'cet indicateur n’est pas publié par programme',
  NOTHING_TO_DIVIDE_BY: 'rien à quoi rapporter',
  PERIOD_NOT_PUBLISHED: 'cet indicateur n’est pas publié pour une telle période',
  YEAR_NOT_CLOSED: 'l’année n’est pas close : ce chiffre sera publié ensuite',
  PLACES_DO_NOT_MATCH:
    'les machines sont comptées à l’atelier et les familles chez elles : demander un département, une région, ou plus large',
  AS_LAST_TOLD:
    'exact à sa dernière publication : jusqu’à la clôture de l’année, les chiffres sur les personnes avancent par pas de onze au moins',
  KEPT_BY_ASSOCIATIONS: 'seule l’association qui tient les dossiers peut le dire',
};

/** Why a figure is not exact, without telling how far a group is from its threshold; empty when it is. */
export function remarkOn({ status, reason, measure }: Figure): string {
  if (status === 'PROTECTED') return RULES[measure.protects ?? 'PERSON'];
  return reason ? REASONS[reason] : '';
}

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

/** A number as French readers write it: `1 000,5`. */
export const inFrench = (value: number): string => number.format(value).replaceAll(/[\u202f\u00a0]/g, ' ');

/** `17 juin 2011` as `17/06/2011`. */
export const dayInFrench = (day: string): string => day.split('-').toReversed().join('/');

/** What a figure says, in words: a number, an interval, or that it is not told. */
export function saying({ value, atLeast, atMost, status }: Figure): string {
  if (status === 'EXACT') return inFrench(value!);
  if (status !== 'BOUNDED') return status === 'PROTECTED' ? 'non communiqué' : 'indisponible';
  return atMost === null ? `au moins ${inFrench(atLeast!)}` : `de ${inFrench(atLeast!)} à ${inFrench(atMost)}`;
}
