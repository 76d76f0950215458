import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RunningProcess } from '../e2e/network/run-process.ts';

/** Resident memory of each process, in MB. */
export async function measureMemory(
  processes: readonly RunningProcess[],
): Promise<[name: string, megabytes: number][]> {
  return Promise.all(
    processes.map(async ({ name, pid }): Promise<[string, number]> => {
      const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
      return [name, Math.round(Number(stdout) / 1024)];
    }),
  );
}
