import type pg from 'pg';
import { inTransaction } from '../../slices/transaction.ts';
import type { NewId } from '../../../platform/context/ids.ts';

/** A run that says something, and the challenge that it answers with it. */
export interface Speaking {
  install: string;
  run: string;
  challenge: string | null;
  now: Date;
  newId: NewId;
}

/** How a run stands: the one that its installation speaks by, one that another came after, or one that has to show that it lives. */
export type Fenced = 'LATEST' | 'OVERTAKEN' | { challenge: string };

/**
 * How a run stands with this hub. The latest is the one that was the last to answer a challenge, which only a process can
 * that lives: what a dead one sent may arrive after its successor spoke. Of several challenges the last one holds; no clock
 * decides.
 */
export function fenceRun(pool: pg.Pool, speaking: Speaking): Promise<Fenced> {
  const { install, run } = speaking;
  return inTransaction(pool, 'read committed', async (client) => {
    const latest = 'select run from heard_run where install = $1 order by nth desc limit 1';
    const { rows } = await client.query<{ run: string }>(latest, [install]);
    if (rows[0]?.run === run) return 'LATEST';
    const known = 'select from heard_run where install = $1 and run = $2';
    if ((await client.query(known, [install, run])).rowCount) return 'OVERTAKEN';
    return (await hasAnswered(client, speaking)) ? 'LATEST' : { challenge: await challengeAnew(client, speaking) };
  });
}

/**
 * Takes a right answer, once, and hears the run from now on. Its number is counted here: in a database that was copied, the
 * sequence goes back when the server falls, and a later run would come before an earlier one.
 */
async function hasAnswered(client: pg.ClientBase, { install, run, challenge, now }: Speaking): Promise<boolean> {
  if (challenge === null) return false;
  const { rowCount } = await client.query(
    `with answered as (delete from run_challenge where install = $1 and challenge = $2 returning install)
     insert into heard_run (install, run, heard_at, nth) overriding system value
     select install, $3, $4, (select coalesce(max(nth), 0) + 1 from heard_run where install = $1) from answered`,
    [install, challenge, run, now],
  );
  return rowCount === 1;
}

async function challengeAnew(client: pg.ClientBase, { install, now, newId }: Speaking): Promise<string> {
  const challenge = newId('challenge');
  await client.query(
    `insert into run_challenge (install, challenge, issued_at) values ($1, $2, $3)
     on conflict (install) do update set challenge = $2, issued_at = $3`,
    [install, challenge, now],
  );
  return challenge;
}
