import { readdir, readFile } from 'node:fs/promises';

const NANOSECONDS_IN_MS = 1e6;

/** Milliseconds that each thread or process has computed, by its id. */
export type Computed = ReadonlyMap<string, number>;

/** What the threads of a process have computed so far. Linux tells in nanoseconds. */
export async function computedBy(pid: number): Promise<Computed> {
  const threads = await readdir(`/proc/${pid}/task`);
  return all(threads.map((thread) => [thread, `/proc/${pid}/task/${thread}/schedstat`]));
}

/** What the processes have computed so far that PostgreSQL's first one has started, one for each connection among them. */
export async function computedByChildrenOf(pid: number): Promise<Computed> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return all(
    children
      .trim()
      .split(' ')
      .map((child) => [child, `/proc/${child}/schedstat`]),
  );
}

/** What was computed since; a thread or process that is new began with nothing. */
export function between(before: Computed, after: Computed): number {
  return [...after].reduce((sum, [id, computed]) => sum + computed - (before.get(id) ?? 0), 0);
}

async function all(files: readonly (readonly [id: string, file: string])[]): Promise<Computed> {
  const read = await Promise.all(
    files.map(async ([id, file]) => [id, await readFile(file, 'utf8').catch(() => null)] as const),
  );
  return new Map(
    read.flatMap(([id, text]) =>
      text === null ? [] : [[id, Number(text.split(' ')[0]) / NANOSECONDS_IN_MS] as const],
    ),
  );
}
