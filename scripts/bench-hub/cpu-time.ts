import { readdir, readFile } from 'node:fs/promises';
import type { Pool } from 'pg';

/** Milliseconds of one tick of /proc on Linux. */
const TICK_MS = 10;

/** What a process and its children have computed so far, in milliseconds; null where there is no /proc. */
export async function cpuOf(pid: number): Promise<number | null> {
  const all = await readAll();
  const root = all.find((each) => each.pid === pid);
  if (!root) return null;
  const children = all.filter(({ parent }) => parent === pid).reduce((sum, { own }) => sum + own, 0);
  return (root.own + root.ended + children) * TICK_MS;
}

/** The process that started the one that serves this connection. */
export async function postmasterOf(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  return (await readAll()).find(({ pid }) => pid === rows[0]!.pid)?.parent ?? 0;
}

interface Process {
  pid: number;
  parent: number;
  /** Ticks of its own, and of its children that have ended. */
  own: number;
  ended: number;
}

async function readAll(): Promise<Process[]> {
  const entries = await readdir('/proc').catch(() => []);
  const read = entries.filter((entry) => /^\d+$/.test(entry)).map(readOne);
  return (await Promise.all(read)).filter((each) => each !== null);
}

async function readOne(entry: string): Promise<Process | null> {
  const text = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => null);
  if (!text) return null;
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((at) => fields[at]!) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { pid: Number(entry), parent, own: user + system, ended: endedUser + endedSystem };
}
