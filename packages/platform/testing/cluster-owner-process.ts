import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerAccount } from '../database/server-account.ts';

/** On SIGINT it still uses its cluster, as an owner that closes its clients first does, and only then stops it. */
const PROGRAM = `
  const { startCluster } = await import(process.argv[1]);
  const cluster = await startCluster({ folder: process.argv[2], durable: false, log: () => {} });
  const stayAlive = setInterval(() => {}, 1000);
  process.once('SIGINT', async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    await cluster.createDatabase('last_words');
    await cluster.stop();
    clearInterval(stayAlive);
  });
  console.log(cluster.url('postgres'));`;

/** Another process that owns a cluster, the leader of its own process group. */
export interface ClusterOwner {
  process: ChildProcess & { pid: number };
  /** The superuser's URL of the database `postgres`. */
  url: string;
}

/** Where the process finds its code, and under which account it runs; one's own by default. */
export interface OwnerSurroundings {
  project: string;
  node: string;
  account: ServerAccount;
}

const OWN: OwnerSurroundings = { project: process.cwd(), node: process.execPath, account: {} };

/** Starts a process that owns a cluster; rejects with what it wrote when it fails. */
export async function startClusterOwner(
  folder: string,
  { project, node, account }: OwnerSurroundings = OWN,
): Promise<ClusterOwner> {
  const code = pathToFileURL(join(project, 'packages/platform/database/embedded-cluster.ts')).href;
  const child = spawn(node, ['--no-warnings', '--input-type=module', '--eval', PROGRAM, code, folder], {
    ...account,
    cwd: project,
    env: {},
    detached: true,
  });
  let written = '';
  child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
  const url = await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  if (child.exitCode !== null) throw new Error(written);
  return { process: child as ClusterOwner['process'], url: String(url[0]).trim() };
}
