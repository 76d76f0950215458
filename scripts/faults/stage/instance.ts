import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { readInherited } from '../../start/env.ts';
import type { Call, InstanceSettings, Order, Orders, Reply } from './orders.ts';

/** A process that can hold an instance: real code in a real process, which dies like one. */
export interface Process {
  port: number;
  tell<Name extends Order>(order: Name, ...argument: Parameters<Orders[Name]>): ReturnType<Orders[Name]>;
  /** SIGKILL, SIGSTOP or SIGCONT. */
  signal(name: NodeJS.Signals): void;
  ended: Promise<unknown>;
  isAlive(): boolean;
}

/** What a call answers whose process died under it. */
export const DIED = 'the process died';

/** Where the program is, built as for any other. */
export const BUILT = 'dist/scripts/faults/stage/instance-process.js';

/** Starts a process that has loaded the code and holds nothing yet. */
export async function startProcess(folder: string, logs: string): Promise<Process> {
  const log = openSync(logs, 'a');
  const child = spawn(process.execPath, [join(folder, BUILT)], {
    cwd: folder,
    env: { ...readInherited(), TZ: 'Pacific/Auckland', NODE_COMPILE_CACHE: `${logs}-compiled` },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const ended = once(child, 'exit');
  const calls = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  void ended.then(() => calls.forEach(({ reject }) => reject(new Error(DIED))));
  const [{ port }] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error(`An instance does not start: see ${logs}`))),
  ])) as [{ port: number }];
  child.on('message', ({ id, result, error }: Reply) => {
    const call = calls.get(id);
    calls.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(error));
  });
  let last = 0;
  const tell = (order: Order, argument: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (!isRunning(child)) return reject(new Error(DIED));
      const id = (last += 1);
      calls.set(id, { resolve, reject });
      child.send({ id, order, argument } satisfies Call, (error) => error && reject(new Error(DIED)));
    });
  return {
    port,
    tell: tell as Process['tell'],
    signal: (name) => void child.kill(name),
    ended,
    isAlive: () => isRunning(child),
  };
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

/** Processes that wait to be used, so that a dead one is replaced at once. */
export interface Spares {
  take(): Promise<Process>;
  close(): Promise<void>;
}

export function keepSpares(count: number, start: () => Promise<Process>): Spares {
  const waiting = Array.from({ length: count }, start);
  return {
    take: () => {
      waiting.push(start());
      return waiting.shift()!;
    },
    close: async () => {
      for (const each of await Promise.all(waiting)) each.signal('SIGKILL');
    },
  };
}

/** One instance of a run: which process holds it changes when it dies. */
export interface Instance {
  settings: InstanceSettings;
  process: Process;
}
