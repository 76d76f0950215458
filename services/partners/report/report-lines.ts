import type { Figure } from '../../../packages/figures/read/figure.ts';
import { territoryOf } from '../territory/territory.type.ts';
import { UNITS } from '../measure/french.ts';
import { figureLine, type FigureLine } from '../measure/line.ts';
import type { ReportingPeriod } from './reporting-period.entity.ts';
import { figureOf, type FigureRow } from './reporting-period.loaders.ts';
import { stateOf } from './reporting-period.rules.ts';
import type { StatedAgreement } from './statement.ts';

/** A figure, an instalment or a target of a report: a line of the table, a row of the paper. Money in EUR. */
export interface ReportLine extends FigureLine {
  section: 'INDICATEUR' | 'OBJECTIF' | 'TRANCHE';
  /** Empty for a figure of the whole. */
  agreementId: string;
  /** Title of the agreement; empty for a figure of the whole. */
  agreement: string;
  /** What was aimed at, or planned. */
  target: number | null;
  period: string;
  territory: string;
  /** The day the money was planned for, and came. */
  dueOn: string;
  receivedOn: string;
  /** The figure itself, where the line is about one. */
  figure: Figure | null;
}

/** A report as paper and table tell it, from what it keeps and nothing else. */
export interface ReportContent {
  title: string;
  issuer: string;
  period: string;
  territory: string;
  state: ReturnType<typeof stateOf>;
  revision: number;
  reason: string | null;
  /** When its figures were read. */
  readAt: Date;
  agreements: StatedAgreement[];
  lines: ReportLine[];
}

const NO_FIGURE = {
  indicator: '',
  value: null,
  atLeast: null,
  atMost: null,
  kind: '',
  status: '',
  reason: null,
  remark: '',
  definition: '',
  source: '',
  asOf: '',
  dueOn: '',
  receivedOn: '',
  period: '',
  territory: '',
  target: null,
  figure: null,
};

/** What a submitted report says. */
export function contentOf(
  report: ReportingPeriod,
  rows: readonly FigureRow[],
  { title, issuer }: { title: string; issuer: string },
): ReportContent {
  const { period, revision, reason } = report;
  const territory = nameOf(report.territory);
  const agreements = report.statement!;
  const figures = rows.map((row) => lineOf(figureOf(row), { period, territory }, row.asOf));
  const lines = [...figures, ...agreements.flatMap(linesOf)];
  const about = { title, issuer, period, territory, revision, reason };
  return { ...about, state: stateOf(report), readAt: report.submittedAt!, agreements, lines };
}

function lineOf(figure: Figure, where: { period: string; territory: string }, asOf: Date | null): ReportLine {
  const line = figureLine(figure, asOf);
  return { ...NO_FIGURE, ...line, ...where, section: 'INDICATEUR', agreementId: '', agreement: '', figure };
}

function linesOf({ id, title, instalments, targets }: StatedAgreement): ReportLine[] {
  const aims = targets.map(({ achieved, value, period, territory }): ReportLine => {
    const line = lineOf(achieved, { period, territory: nameOf(territory) }, null);
    return { ...line, section: 'OBJECTIF', agreementId: id, agreement: title, target: value };
  });
  const money = instalments.map((one, index): ReportLine => {
    const came = one.receivedCents === null ? null : one.receivedCents / 100;
    return {
      ...NO_FIGURE,
      section: 'TRANCHE',
      agreementId: id,
      agreement: title,
      label: `Tranche ${index + 1}`,
      value: came,
      atLeast: came,
      atMost: came,
      target: one.amountCents / 100,
      unit: UNITS.EURO,
      status: one.receivedOn ? 'reçue' : 'attendue',
      dueOn: one.dueOn,
      receivedOn: one.receivedOn ?? '',
    };
  });
  return [...aims, ...money];
}

const nameOf = (code: string): string => territoryOf(code)?.name ?? code;
