import type { AdjustReport } from './adjust.ts';
import type { AuditReport } from './audit.ts';
import type { FiguresChange } from './figures-operation.ts';
import type { SealReport } from './seal.ts';

/** One change, as far as there is something to say of it. */
export type Change = Partial<FiguresChange> & Pick<FiguresChange, 'action'>;

/** What sealing did: the periods of each year. */
export const sealed = ({ years }: SealReport): Change[] =>
  years.flatMap(({ year, periods, hidden }): Change[] => [
    { action: 'SEAL', period: year, count: periods },
    ...(hidden > 0 ? [{ action: 'WITHHOLD' as const, period: year, count: hidden }] : []),
  ]);

/** What adjusting did: the slices it added. */
export const adjusted = ({ slices, withheld }: AdjustReport): Change[] => [
  ...slices.map(({ period, part, facts }): Change => ({ action: 'ADJUST', period, part, count: facts })),
  ...(withheld > 0 ? [{ action: 'WITHHOLD' as const, count: withheld }] : []),
];

/** What an audit mended, and which sealed years wait for an adjustment. */
export const audited = ({ drifted, rollups, pending }: AuditReport): Change[] => [
  ...drifted.map((period): Change => ({ action: 'MEND', period, part: 0 })),
  ...(rollups > 0 ? [{ action: 'MEND_ROLLUPS' as const, count: rollups }] : []),
  ...pending.map((period): Change => ({ action: 'AWAIT_ADJUSTMENT', period })),
];
