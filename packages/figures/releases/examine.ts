import { dayInParis, type Period } from '../../calendar/period.ts';
import { ownEpoch } from '../slices/own-epoch.ts';
import type { Builder } from '../slices/build-slices.ts';
import { differencesOf, toldSoFar, type Differences } from './differences.ts';
import type { DryRun } from '../slices/dry-run.ts';
import { countedMeasures } from '../measures/measure.ts';
import { countPeriods } from '../slices/renew-slices.ts';
import { periodsOfYear, sealedYears } from '../slices/seal-state.ts';
import { inTransaction } from '../slices/transaction.ts';
import type pg from 'pg';

/** Looks at the sealed years that were touched, or at all of them; gives those whose operations count differently. */
export async function examineTouched(
  builder: Builder,
  { dryRun, withSealed = false }: DryRun & { withSealed?: boolean },
): Promise<Period[]> {
  const { pool, association } = builder;
  const years = withSealed ? [...(await sealedYears(pool, association))] : await touchedYears(pool);
  for (const year of years.sort()) await examineYear(builder, year, dryRun);
  return touchedYears(pool);
}

async function touchedYears(pool: pg.Pool): Promise<Period[]> {
  const { rows } = await pool.query<{ year: Period }>('select year from pending_adjustment order by year');
  return rows.map(({ year }) => year);
}

async function examineYear(builder: Builder, year: Period, dryRun: boolean): Promise<void> {
  const { pool, clock } = builder;
  // One snapshot: where a build notes meanwhile that the year was touched again, PostgreSQL has this begun again.
  await inTransaction(pool, 'repeatable read', async (client) => {
    const { tellable, withheld } = await differencesInYear(client, builder, year);
    const differences = tellable.length + withheld;
    if (dryRun) return;
    if (differences === 0) await client.query('delete from pending_adjustment where year = $1', [year]);
    else await client.query(EXAMINED, [year, clock.now(), differences]);
  });
}

const EXAMINED = `
  insert into pending_adjustment (year, touched_at, examined_at, differences) values ($1, $2, $2, $3)
  on conflict (year) do update set examined_at = $2, differences = $3`;

/** What operations count now in a sealed year, less what is told of it. */
export async function differencesInYear(
  client: pg.ClientBase,
  { association, seat, measures, clock }: Builder,
  year: Period,
): Promise<Differences> {
  const asOf = clock.now();
  const counted = countedMeasures(measures);
  const periods = periodsOfYear(year, dayInParis(asOf));
  const told = await toldSoFar(client, association, periods);
  const renewing = { client, association, seat, measures: counted, clock, asOf, epoch: await ownEpoch(client) };
  const fresh = await countPeriods(renewing, periods);
  return differencesOf(told, [...fresh.values()].flat(), counted, asOf);
}
