import { createHash } from 'node:crypto';
import type { TaskList } from 'graphile-worker';
import type { OperatorLog } from '../../platform/metrics/operator-log.ts';
import { noteUsual } from '../replication/receive/usual-figures.ts';
import { auditFigures, type Audited, type AuditReport } from '../releases/audit.ts';
import { compareFigures, type Comparing, type CompareReport } from '../replication/compare/compare.ts';

const AUDIT = 'audit_figures';
export const COMPARE = 'compare_figures';

/** What the night needs: whatever is audited and, where there is a hub above, compared. */
export interface Nightly {
  service: string;
  audited: Audited;
  comparing: Comparing | null;
  log: OperatorLog;
}

/** The tasks that look after figures at night: the audit, and the comparison with the hub above. */
export function nightlyTasks({ service, audited, comparing, log }: Nightly): TaskList {
  return {
    [AUDIT]: async (_payload, { addJob }) => {
      const report = await auditFigures(audited, { dryRun: false });
      sayAudited(service, report, log);
      await noteUsual(audited.pool);
      if (report.drifted.length > 0 && comparing) await addJob('publish', {}, PUBLISH);
    },
    [COMPARE]: async (_payload, { addJob }) => {
      if (!comparing) return;
      const report = await compareFigures(comparing, { dryRun: false });
      sayCompared(service, report, log);
      if (report.sentAgain.length + report.retracted.length + report.takenBack.length > 0) {
        await addJob('publish', {}, PUBLISH);
      }
    },
  };
}

const PUBLISH = { jobKey: 'publish', queueName: 'publish' };

/** How a comparison is asked for: it takes turns with publications, and is tried again for as long as a hub is away. */
export const COMPARE_JOB = { jobKey: COMPARE, queueName: 'publish' };

/**
 * Between three and five in the morning, UTC: each service of each association, or of the installation of each hub, at its
 * own minute, so that services take turns on their machine and a hub hears them one by one.
 */
export function nightlyCrontab(service: string, whose: string): string {
  const minute = createHash('sha256').update(`${service} ${whose}`).digest()[0]! % 60;
  return [
    `${minute} 3 * * * ${AUDIT} ?queue=audit&jobKey=${AUDIT}&max=3`,
    `${minute} 4 * * * ${COMPARE} ?queue=publish&jobKey=${COMPARE}`,
  ].join('\n');
}

function sayAudited(service: string, { drifted, rollups, pending }: AuditReport, log: OperatorLog): void {
  if (drifted.length + rollups > 0) {
    log(
      `${service}: drift that no marker told of, and that was mended: ${drifted.join(', ') || 'no period'}; ${rollups} rolled-up numbers`,
      { event: 'drift_found', slices: drifted.length, rollups },
    );
  }
  if (pending.length > 0) {
    log(
      `${service}: operations of sealed years count differently now: ${pending.join(', ')}; adjust them with a reason`,
      {
        event: 'adjustment_pending',
        years: pending.join(),
      },
    );
  }
}

function sayCompared(service: string, report: CompareReport, log: OperatorLog): void {
  const { hub, sentAgain, retracted, takenBack, unverified } = report;
  if (sentAgain.length + retracted.length + takenBack.length + unverified.length === 0) return;
  log(
    `${service}: ${hub} held other figures: ${sentAgain.length} sent again, ${retracted.length} retracted, ` +
      `${takenBack.length} taken back, ${unverified.length} signed by no key of ours`,
    {
      event: 'slice_conflict',
      hub,
      sentAgain: sentAgain.length,
      retracted: retracted.length,
      takenBack: takenBack.length,
      unverified: unverified.length,
    },
  );
}
