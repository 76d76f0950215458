import type { Figure, FigureReason } from '../../../packages/figures/read/figure.ts';
import { KINDS, remarkOn, STATUSES, UNITS } from './french.ts';

/** A figure as a table of a report or of an export tells it, in French. */
export interface FigureLine {
  /** The name of the measure. */
  indicator: string;
  label: string;
  value: number | null;
  atLeast: number | null;
  atMost: number | null;
  unit: string;
  kind: string;
  status: string;
  reason: FigureReason | null;
  /** The reason in words; empty when the figure is exact. */
  remark: string;
  definition: string;
  source: string;
  /** Everything before this instant is counted (ISO 8601); empty when nothing ever was. */
  asOf: string;
}

/** The line of a figure: the only way that a figure becomes a line, whatever the file. */
export function figureLine(figure: Figure, asOf: Date | null): FigureLine {
  const { value, atLeast, atMost, status, reason, measure } = figure;
  return {
    indicator: measure.name,
    label: measure.labelFr,
    value,
    atLeast,
    atMost,
    unit: UNITS[measure.unit],
    kind: KINDS[measure.kind],
    status: STATUSES[status],
    reason,
    remark: remarkOn(figure),
    definition: measure.definitionFr,
    source: measure.source,
    asOf: asOf?.toISOString() ?? '',
  };
}

/** Headings, in French, of the columns of a figure. */
export const FIGURE_COLUMNS = {
  indicator: 'indicateur',
  label: 'libellé',
  value: 'valeur',
  atLeast: 'au moins',
  atMost: 'au plus',
  unit: 'unité',
  kind: 'nature',
  status: 'statut',
  reason: 'motif',
  remark: 'précision',
  definition: 'définition',
  source: 'source',
  asOf: 'compté jusqu’au',
} as const satisfies Partial<Record<keyof FigureLine, string>>;
