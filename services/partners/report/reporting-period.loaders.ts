import type { Figure, FigureReason, FigureStatus, MeasureType } from '../../../packages/figures/read/figure.ts';
import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import { pagesByParent } from '../../../packages/platform/read/read-page.ts';
import type { SubgraphName } from '../../../packages/platform/peers/subgraph.ts';
import type { ReportingPeriod } from './reporting-period.entity.ts';

/** A figure as a report keeps it. */
export interface FigureRow {
  reportingPeriodId: string;
  service: SubgraphName;
  asOf: Date | null;
  value: number | null;
  atLeast: number | null;
  atMost: number | null;
  status: FigureStatus;
  reason: FigureReason | null;
  measure: MeasureType;
}

/** A kept figure as the graph's `Figure`. */
export const figureOf = ({ value, atLeast, atMost, status, reason, measure }: FigureRow): Figure => ({
  value,
  atLeast,
  atMost,
  status,
  reason,
  measure,
  unit: measure.unit,
});

export const reportingPeriodById = oneByKey<ReportingPeriod>(
  'select * from reporting_period where id = any($1)',
  ({ id }) => id,
);

export const reportBySuperseded = oneByKey<ReportingPeriod>(
  'select * from reporting_period where supersedes = any($1) and discarded_on is null',
  ({ supersedes }) => supersedes!,
);

export const reportsByAgreement = pagesByParent<ReportingPeriod>(
  'select * from reporting_period where agreement_id = parent.key',
);

export const reportsByProgramme = pagesByParent<ReportingPeriod>(
  'select * from reporting_period where programme_id = parent.key',
);

export const figuresByReport = manyByKey<FigureRow>(
  'select * from reported_figure where reporting_period_id = any($1) order by number',
  ({ reportingPeriodId }) => reportingPeriodId,
);
