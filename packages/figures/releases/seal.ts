import type pg from 'pg';
import { dayInParis, yearsIn, type Period } from '../../calendar/period.ts';
import { ownEpoch } from '../slices/own-epoch.ts';
import { Refusal } from '../../platform/refusals/refusal.ts';
import { buildIn, type Builder } from '../slices/build-slices.ts';
import { closingDay, isClosed } from '../measures/closing.ts';
import { inDryTransaction, type DryRun } from '../slices/dry-run.ts';
import { periodsOfYear, sealedYears } from '../slices/seal-state.ts';
import { CONTRACT, digestOf } from '../slices/slice.ts';

export interface SealOptions extends DryRun {
  /** The last year to seal; those before it are sealed with it. */
  throughYear: Period;
}

/** What sealing came to, or would. */
export interface SealReport extends DryRun {
  years: SealedYear[];
}

export interface SealedYear {
  year: Period;
  /** The year itself, its quarters and its months. */
  periods: number;
  /** How many facts stay hidden for good: some would come to light once the year after closes. */
  hidden: number;
}

/**
 * Seals an association's years that have closed, from the oldest to `throughYear`, each with its months and quarters: what
 * is told of them never changes any more, and later corrections are adjustments. What was told of nothing is sealed empty.
 *
 * Refused with YEAR_NOT_CLOSED.
 */
export async function sealPeriods(builder: Builder, { throughYear, dryRun }: SealOptions): Promise<SealReport> {
  const { pool, clock, association } = builder;
  const asOf = clock.now();
  if (!/^\d{4}$/.test(throughYear) || !isClosed(throughYear, dayInParis(asOf))) throw notClosed(throughYear);
  return inDryTransaction(pool, 'repeatable read', { dryRun }, async (client) => {
    // In the same snapshot: what is changed after it touches a sealed year.
    await buildIn(client, builder, asOf);
    const sealed = await sealedYears(client, association);
    const since = await firstYear(client, association);
    const years = yearsIn('ever', `${throughYear}-12-31`, `${since ?? throughYear}-01-01`);
    const report: SealReport = { dryRun, years: [] };
    for (const year of years) if (!sealed.has(year)) report.years.push(await sealYear(client, builder, year));
    return report;
  });
}

/** The first year of which anything is told. */
async function firstYear(client: pg.ClientBase, association: string): Promise<Period | null> {
  const { rows } = await client.query<{ year: Period | null }>(
    "select min(left(period, 4)) as year from slice where association = $1 and period <> 'ever'",
    [association],
  );
  return rows[0]!.year;
}

async function sealYear(client: pg.ClientBase, { association, clock }: Builder, year: Period): Promise<SealedYear> {
  const now = clock.now();
  const periods = periodsOfYear(year, `${year}-12-31`);
  const values = [association, periods, await ownEpoch(client), digestOf([]), CONTRACT, now];
  await client.query(SEAL, values);
  const { rows } = await client.query<{ hidden: number }>(
    'select count(*)::int as hidden from fact where association = $1 and period = any($2) and value is null',
    [association, periods],
  );
  return { year, periods: periods.length, hidden: rows[0]!.hidden };
}

/** The facts stay, and the version that they were told in; the revision rises, so that the hub is told. */
const SEAL = `
  insert into slice (association, period, part, epoch, revision, digest, contract, sealed, as_of, built_at)
  select $1, period, 0, $3, 1, $4, $5, true, $6, $6 from unnest($2::text[]) as period
  on conflict (association, period, part) do update
  set sealed = true, epoch = $3, revision = slice.revision + 1, built_at = $6, install = null, signature = null
  where not slice.sealed`;

const notClosed = (year: Period): Refusal<'YEAR_NOT_CLOSED'> =>
  /^\d{4}$/.test(year)
    ? new Refusal('YEAR_NOT_CLOSED', 'throughYear', {
        en: `${year} closes on ${closingDay(year)}; seal it from that day on, or an earlier year now.`,
        fr: `${year} sera clos le ${closingDay(year)} ; scellez-le à partir de ce jour, ou une année antérieure.`,
      })
    : new Refusal('YEAR_NOT_CLOSED', 'throughYear', {
        en: 'Whole years are sealed: give a year, "2011".',
        fr: 'On scelle des années entières : donnez une année, « 2011 ».',
      });
