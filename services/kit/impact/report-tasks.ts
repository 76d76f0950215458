import type { Task, TaskList } from 'graphile-worker';

/** Tasks that say once when they begin to fail and once when they are well again; the queue tries them again meanwhile. */
export function reported(tasks: TaskList, service: string, log: (line: string) => void): TaskList {
  const failing = new Set<string>();
  const report = ([name, task]: [string, Task]): [string, Task] => [
    name,
    async (payload, jobHelpers) => {
      try {
        await task(payload, jobHelpers);
        if (failing.delete(name)) log(`${service}: "${name}" works again`);
      } catch (error) {
        if (!failing.has(name)) log(`${service}: "${name}" fails and is tried again: ${(error as Error).message}`);
        failing.add(name);
        throw error;
      }
    },
  ];
  return Object.fromEntries((Object.entries(tasks) as [string, Task][]).map(report));
}
