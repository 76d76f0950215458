import type { Task, TaskList } from 'graphile-worker';
import type { OperatorEvent, OperatorLog } from '../metrics/operator-log.ts';

/** Tasks that say once when they begin to fail and once when they are well again; the queue tries them again meanwhile. */
export function reported(tasks: TaskList, service: string, log: OperatorLog): TaskList {
  const failing = new Set<string>();
  const report = ([name, task]: [string, Task]): [string, Task] => [
    name,
    async (payload, jobHelpers) => {
      try {
        await task(payload, jobHelpers);
        if (failing.delete(name)) log(`${service}: "${name}" works again`, { event: wellAgain(name), task: name });
      } catch (error) {
        if (!failing.has(name)) {
          const line = `${service}: "${name}" fails and is tried again: ${(error as Error).message}`;
          log(line, { event: failureOf(name, error), task: name });
        }
        failing.add(name);
        throw error;
      }
    },
  ];
  return Object.fromEntries((Object.entries(tasks) as [string, Task][]).map(report));
}

/** PostgreSQL's `disk_full`. */
const DISK_FULL = '53100';

function failureOf(task: string, error: unknown): OperatorEvent {
  if ((error as { code?: string }).code === DISK_FULL) return 'disk_full';
  return task === 'publish' ? 'publication_failing' : 'job_failing';
}

const wellAgain = (task: string): OperatorEvent => (task === 'publish' ? 'publication_works_again' : 'job_works_again');
