import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../database/cluster-owner.ts';
import { removeCluster, startCluster } from '../database/embedded-cluster.ts';

const PREFIX = 'passerelle-test-';
const folderOf = (pid: number): string => join(tmpdir(), `${PREFIX}${pid}`);

/** Starts this run's throw-away PostgreSQL and answers its superuser's URL. */
export async function startTestCluster(): Promise<string> {
  const cluster = await startCluster({ folder: folderOf(process.pid), log: () => {}, durable: false });
  return cluster.url('postgres');
}

/** Stops and removes this run's PostgreSQL. */
export function removeTestCluster(): Promise<void> {
  return removeCluster(folderOf(process.pid));
}

/** Stops and removes what killed runs left behind; the runs of living processes stay. */
export async function removeStaleClusters(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.slice(PREFIX.length));
    if (name.startsWith(PREFIX) && pid && !isAlive(pid)) await removeCluster(folderOf(pid)).catch(leaveToAnother);
  }
}

/** Another run may be removing it at the same time, or it is another user's. */
function leaveToAnother(): void {}
