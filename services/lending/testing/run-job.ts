import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import type { LendingUnderTest } from './a-lending.ts';

/** Runs one statement on a service's database as its owner, and gives its rows. */
export async function query<Row extends object>(
  { databaseUrl }: Pick<LendingUnderTest, 'databaseUrl'>,
  sql: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<Row>(sql, parameters);
  await client.end();
  return rows;
}

/** Waits until something is so; throws after ten seconds. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return;
    await setTimeout(50);
  }
  throw new Error('It did not come true within ten seconds');
}

/** Has the queue of a service that was started with jobs do a task now, and waits until it has. */
export async function runJob(lending: LendingUnderTest, task: string): Promise<void> {
  const key = `test ${task}`;
  await query(lending, 'select lending_jobs.add_job($1, job_key => $2)', [task, key]);
  const isDone = async () => (await query(lending, 'select from lending_jobs.jobs where key = $1', [key])).length === 0;
  await until(isDone);
}
