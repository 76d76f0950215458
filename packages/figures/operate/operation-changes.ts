import type { AdjustReport } from '../releases/adjust.ts';
import type { AuditReport } from '../releases/audit.ts';
import type { ComparedSlice, CompareReport, RepublishReport } from '../replication/compare/compare.ts';
import type { FiguresChange, FiguresAction } from './figures-operation.ts';
import type { RestoreReport } from '../replication/compare/restore.ts';
import type { SealReport } from '../releases/seal.ts';

/** One change, as far as there is something to say of it. */
export type Change = Partial<FiguresChange> & Pick<FiguresChange, 'action'>;

/** What a command came to; `looked`, at how many slices it looked, where looking is what it does. */
export interface Done {
  changes: Change[];
  looked?: number;
}

/** What sealing did: the periods of each year. */
export const sealed = ({ years }: SealReport): Done => ({
  changes: years.flatMap(({ year, periods, hidden }): Change[] => [
    { action: 'SEAL', period: year, count: periods },
    ...(hidden > 0 ? [{ action: 'WITHHOLD' as const, period: year, count: hidden }] : []),
  ]),
});

/** What adjusting did: the slices it added. */
export const adjusted = ({ slices, withheld }: AdjustReport): Done => ({
  changes: [
    ...slices.map(({ period, part, facts }): Change => ({ action: 'ADJUST', period, part, count: facts })),
    ...(withheld > 0 ? [{ action: 'WITHHOLD' as const, count: withheld }] : []),
  ],
});

/** What an audit mended, and which sealed years wait for an adjustment. A hub counts nothing again, and adds up what it holds. */
export const audited = ({ slices, summed, drifted, rollups, pending }: AuditReport): Done => ({
  looked: slices || summed,
  changes: [
    ...drifted.map((period): Change => ({ action: 'MEND', period, part: 0 })),
    ...(rollups > 0 ? [{ action: 'MEND_ROLLUPS' as const, count: rollups }] : []),
    ...pending.map((period): Change => ({ action: 'AWAIT_ADJUSTMENT', period })),
  ],
});

const each = (action: FiguresAction, slices: readonly ComparedSlice[]): Change[] =>
  slices.map((slice) => ({ action, ...slice }));

/** What a comparison with the hub mended, and what an operator has to look at. */
export const compared = ({ same, sentAgain, retracted, takenBack, unverified, foreign }: CompareReport): Done => {
  const changes = [
    ...each('SEND_AGAIN', sentAgain),
    ...each('RETRACT', retracted),
    ...each('TAKE_BACK', takenBack),
    ...each('LOOK_AT', [...unverified, ...foreign]),
  ];
  return { changes, looked: same + changes.length };
};

/** How many slices are sent again. */
export const republished = ({ slices }: Pick<RepublishReport, 'slices'>): Done => ({
  changes: slices > 0 ? [{ action: 'SEND_AGAIN', count: slices }] : [],
});

/** The new epoch, in which everything is sent again, and what the hub knew better. */
export const restored = ({ raised, compared: report }: RestoreReport): Done => ({
  changes: [
    { action: 'RAISE_EPOCH', count: raised.after },
    ...republished(raised).changes,
    ...compared({ ...report, sentAgain: [] }).changes,
  ],
});
