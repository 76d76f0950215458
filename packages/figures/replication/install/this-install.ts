import { createHash } from 'node:crypto';
import type pg from 'pg';
import { TypeID } from 'typeid-js';
import type { Clock } from '../../../calendar/clock.ts';
import { newTypeId } from '../../../platform/context/ids.ts';
import { inTransaction } from '../../slices/transaction.ts';
import { rise } from './raise-epoch.ts';

/** Which installation a database is, as the slices it signs say. */
export interface ThisInstall {
  /** `install_…`: the same in all four services of a database. */
  id: string;
  epoch: number;
  /** `run_…`: this life of the process, in which one of two copies is told from the other. */
  run: string;
}

/** What an installation is recognised by. */
export interface Installing {
  pool: pg.Pool;
  association: string | null;
  /** Of the key it signs with; null for an instance that publishes nowhere. */
  publicKey: string | null;
  clock: Clock;
}

interface Server {
  systemIdentifier: string;
  timeline: number;
}

/**
 * Begins a run, when a service starts. A database that PostgreSQL restored or copied elsewhere, or that signs with another
 * key, is another installation: it gets another id, and its epoch rises, so that what it says is told from what the former said.
 */
export function beginRun(installing: Installing): Promise<ThisInstall> {
  return inTransaction(installing.pool, 'read committed', (client) => begin(client, installing));
}

/** This installation; a first run is begun where none was. */
export async function thisInstall(installing: Installing): Promise<ThisInstall> {
  const { rows } = await installing.pool.query<ThisInstall>('select id, epoch, run from install');
  return rows[0] ?? beginRun(installing);
}

async function begin(client: pg.PoolClient, installing: Installing): Promise<ThisInstall> {
  const { association, publicKey, clock } = installing;
  await client.query('lock table install in share row exclusive mode');
  // Restored from a backup, a hub would take an answer of then for one of now.
  await client.query('delete from run_challenge');
  const server = await serverOf(client);
  const id = installIdOf({ association, publicKey }, server);
  const { rows } = await client.query<{ id: string }>('select id from install');
  const run = newTypeId('run');
  const [{ epoch }] = (
    await client.query<{ epoch: number }>(
      `insert into install (id, epoch, system_identifier, timeline, run, started_at)
       values ($1, (select coalesce(max(epoch), 1) from slice where association = $6), $2, $3, $4, $5)
       on conflict (is_this) do update set id = $1, system_identifier = $2, timeline = $3, run = $4, started_at = $5
       returning epoch`,
      [id, server.systemIdentifier, server.timeline, run, clock.now(), association],
    )
  ).rows as [{ epoch: number }];
  const isAnother = rows[0] !== undefined && rows[0].id !== id;
  return { id, run, epoch: isAnother ? await rise(client, association, epoch + 1) : epoch };
}

async function serverOf(client: pg.ClientBase): Promise<Server> {
  const { rows } = await client.query<Server>(
    `select system_identifier::text as "systemIdentifier",
       ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int as timeline
     from pg_control_system()`,
  );
  return rows[0]!;
}

/** Worked out, not drawn: the four services of a database find the same one, each in its own schema. */
function installIdOf(
  { association, publicKey }: Pick<Installing, 'association' | 'publicKey'>,
  { systemIdentifier, timeline }: Server,
): string {
  const what = JSON.stringify([association, publicKey, systemIdentifier, timeline]);
  return TypeID.fromUUIDBytes('install', createHash('sha256').update(what).digest().subarray(0, 16)).toString();
}
