import { firstDay, lastDay } from '../../../packages/calendar/period.ts';
import type { FigureBounds } from '../../../packages/figures/read/figure.ts';
import type { ImpactScope } from '../../../packages/figures/read/impact-scope.ts';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Agreement } from './agreement.entity.ts';
import type { Target } from './target.entity.ts';

export type AimedAt = Omit<Target, 'id' | 'agreementId'>;
type Terms = Pick<Agreement, 'startsOn' | 'endsOn' | 'programmeId'>;

/** Why a figure cannot be aimed at: `UNKNOWN_INDICATOR`, `TARGET_OUTSIDE_THE_AGREEMENT`, `NO_PROGRAMME`. */
export function whyNotTarget(
  target: AimedAt,
  { startsOn, endsOn, programmeId }: Terms,
  indicators: ReadonlySet<string>,
): Refusal | null {
  const { indicator, period, inProgramme } = target;
  if (!indicators.has(indicator)) {
    return new Refusal('UNKNOWN_INDICATOR', 'indicator', {
      en: `${indicator} is no figure of the catalogue; choose a name that "measures" lists.`,
      fr: `${indicator} n'est pas un indicateur du catalogue ; choisissez un nom que « measures » liste.`,
    });
  }
  if (lastDay(period) < startsOn || firstDay(period) > endsOn) {
    return new Refusal('TARGET_OUTSIDE_THE_AGREEMENT', 'period', {
      en: `The agreement runs from ${startsOn} to ${endsOn}; give a period that shares a day with it.`,
      fr: `La convention court du ${startsOn} au ${endsOn} ; donnez une période qui la recoupe.`,
    });
  }
  if (!inProgramme || programmeId) return null;
  return new Refusal('NO_PROGRAMME', 'inProgramme', {
    en: 'The agreement belongs to no programme; let the target count all that is done.',
    fr: "La convention ne relève d'aucun programme ; faites porter l'objectif sur toute l'activité.",
  });
}

/** Why targets cannot stand together: `TARGET_TWICE`. */
export function whyNotTogether(targets: readonly AimedAt[]): Refusal | null {
  const keys = targets.map(({ indicator, period, territory, inProgramme }) =>
    [indicator, period, territory, inProgramme].join(' '),
  );
  if (new Set(keys).size === keys.length) return null;
  return new Refusal('TARGET_TWICE', 'targets', {
    en: 'Two targets name the same indicator, period and territory; keep one of them.',
    fr: 'Deux objectifs désignent le même indicateur, la même période et le même territoire ; gardez-en un.',
  });
}

/** Where and when a target is counted. */
export function scopeOf(
  { territory, period, inProgramme }: AimedAt,
  programmeId: string | null,
  association: string | null,
): ImpactScope {
  return { territory, association, programme: inProgramme ? programmeId : null, period, geography: 'AT_EVENT' };
}

/** How much of a target is reached, 1 being all of it; nulls where the figure tells nothing. */
export interface Share {
  share: number | null;
  shareAtLeast: number | null;
  shareAtMost: number | null;
}

/** The share of a target that a figure reaches, as widely as the figure leaves open. */
export function shareOf(target: number, { value, atLeast, atMost, status }: FigureBounds): Share {
  const part = (reached: number | null): number | null =>
    reached === null ? null : Math.round((reached / target) * 1e4) / 1e4;
  return {
    share: status === 'EXACT' ? part(value) : null,
    shareAtLeast: part(atLeast),
    shareAtMost: part(atMost),
  };
}
