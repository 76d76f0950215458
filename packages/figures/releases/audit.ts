import type pg from 'pg';
import { dayInParis, yearsIn, type Period } from '../../calendar/period.ts';
import { ownEpoch } from '../slices/own-epoch.ts';
import { buildSlices, explainedPeriods, type Builder } from '../slices/build-slices.ts';
import { inDryTransaction, type DryRun } from '../slices/dry-run.ts';
import { examineTouched } from './examine.ts';
import { countedMeasures } from '../measures/measure.ts';
import { renewSlices } from '../slices/renew-slices.ts';
import { mendRollups } from '../slices/rollup-drift.ts';
import { periodsOfYear, sealedYears } from '../slices/seal-state.ts';

/** What is audited: an association's slices and rollups; at a hub (no association) the rollups of whatever it received. */
export interface Audited extends Omit<Builder, 'association'> {
  association: string | null;
}

export interface AuditOptions extends DryRun {
  /** Counts sealed years, too, that nothing touched; they are never changed. */
  withSealed?: boolean;
}

/** What an audit found. */
export interface AuditReport extends DryRun {
  beganAt: Date;
  endedAt: Date;
  /** How many slices were counted again. */
  slices: number;
  /** How many slices are held whose rollups were held against their facts. */
  summed: number;
  /** Periods that were told otherwise than operations count, though no marker said so; mended as new revisions. */
  drifted: Period[];
  /** Rolled-up numbers that were not the sum of their facts; mended. */
  rollups: number;
  /** Associations whose rollups the time did not suffice to check; the next audit begins with them. */
  unchecked: number;
  /** Sealed years whose operations count differently: see `adjustPeriod`. */
  pending: Period[];
}

/** A hub of a thousand associations checks their rollups over several nights. */
const ROLLUPS_WITHIN_MS = 30 * 60_000;

/**
 * Counts every slice that is not sealed again, whole, and holds every rollup against its facts; what differs is mended.
 *
 * One snapshot per year, since a year is judged as a whole: a transaction lasts as long as the counting of one year, and
 * builds go on beside. In each, markers that wait there explain a difference, which is then no drift.
 */
export async function auditFigures(audited: Audited, options: AuditOptions): Promise<AuditReport> {
  const { association, pool, clock } = audited;
  const beganAt = clock.now();
  const own = association === null ? NOTHING : await auditOwn({ ...audited, association }, options);
  const rolled = await auditRollups(audited, options);
  const report = { dryRun: options.dryRun, beganAt, endedAt: clock.now(), ...own, ...rolled };
  if (!options.dryRun) await note(pool, report);
  return report;
}

type OwnReport = Pick<AuditReport, 'slices' | 'drifted' | 'pending'>;
const NOTHING: OwnReport = { slices: 0, drifted: [], pending: [] };

async function auditOwn(builder: Builder, options: AuditOptions): Promise<OwnReport> {
  if (!options.dryRun) await buildSlices(builder);
  const found: OwnReport = { slices: 0, drifted: [], pending: [] };
  const today = dayInParis(builder.clock.now());
  const since = builder.measures.map((measure) => measure.since).sort()[0] ?? today;
  const sealed = await sealedYears(builder.pool, builder.association);
  for (const year of yearsIn('ever', today, since)) {
    if (sealed.has(year)) continue;
    await auditPortion(builder, periodsOfYear(year, today), { options, found });
  }
  await auditPortion(builder, ['ever'], { options, found });
  return { ...found, pending: await examineTouched(builder, options) };
}

async function auditPortion(
  { association, seat, measures, pool, clock }: Builder,
  periods: Period[],
  { options, found }: { options: AuditOptions; found: OwnReport },
): Promise<void> {
  const counted = countedMeasures(measures);
  const asOf = clock.now();
  const drifted = await inDryTransaction(pool, 'repeatable read', options, async (client) => {
    const explained = await explainedPeriods(client, { association, measures: counted, today: dayInParis(asOf) });
    const epoch = await ownEpoch(client);
    const changed = await renewSlices({ client, association, seat, measures: counted, clock, asOf, epoch }, periods);
    return changed.filter((period) => !explained.has(period));
  });
  found.slices += periods.length;
  found.drifted.push(...drifted);
}

async function auditRollups(
  { pool, measures, clock }: Audited,
  { dryRun }: DryRun,
): Promise<Pick<AuditReport, 'rollups' | 'summed' | 'unchecked'>> {
  const { rows } = await pool.query<{ association: string; count: number; slices: number }>(OLDEST_CHECK_FIRST);
  const until = clock.now().getTime() + ROLLUPS_WITHIN_MS;
  let [rollups, summed] = [0, 0];
  for (const [i, { association, count, slices }] of rows.entries()) {
    if (i > 0 && clock.now().getTime() > until) return { rollups, summed, unchecked: rows.length - i };
    summed += slices;
    rollups += await mendRollups(pool, measures, association, { count, dryRun });
    if (!dryRun) await pool.query(CHECKED, [association, clock.now()]);
  }
  return { rollups, summed, unchecked: 0 };
}

const OLDEST_CHECK_FIRST = `
  select association, coalesce(n, 0)::int as count, coalesce(held, 0)::int as slices
    from (select association, sum(held) as held
            from (select association, 1 as held from slice union all select association, 0 from rollup_check) as heard
           group by association) as known
    full join (select association, count(*) as n from rollup group by association) as rolled using (association)
    left join rollup_check using (association)
   order by checked_at nulls first, association`;

const CHECKED = `
  insert into rollup_check (association, checked_at) values ($1, $2) on conflict (association) do update set checked_at = $2`;

const KEPT_DAYS = 400;

async function note(pool: pg.Pool, { beganAt, endedAt, slices, drifted, rollups }: AuditReport): Promise<void> {
  await pool.query('insert into audit_run (began_at, ended_at, slices, drifted, rollups) values ($1, $2, $3, $4, $5)', [
    beganAt,
    endedAt,
    slices,
    drifted,
    rollups,
  ]);
  await pool.query('delete from audit_run where ended_at < $1::timestamptz - make_interval(days => $2)', [
    endedAt,
    KEPT_DAYS,
  ]);
}
