import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, renameSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inProject } from '../../packages/platform/service/project-folder.ts';
import { readInherited } from './env.ts';

/** An instance in a process of its own. */
export interface RunningInstance {
  /** Resolves when it answers for all its services; rejects with the end of its log when it ended instead. */
  ready(): Promise<void>;
  /** Resolves when the process has ended, for whatever reason. */
  ended: Promise<void>;
  /** Lets running requests end, then ends it. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

export interface InstanceSettings {
  name: string;
  /** Where its gateway will answer, without a path. */
  origin: string;
  logFile: string;
  env: Record<string, string>;
}

const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const ENTRY = built('../../gateway/instance.js');
const LEAVE_WITH_PARENT = built('./leave-with-parent.js');

const STOP_MS = 12_000;
const READY_MS = 60_000;
const PAUSE_MS = 50;
const TAIL_LINES = 15;

/** Starts an instance; it leaves when this process does, whatever becomes of it. */
export function runInstance(settings: InstanceSettings): RunningInstance {
  const child = start(settings);
  const ended = once(child, 'exit').then(() => {});
  return {
    ended,
    ready: () => untilReady(settings, child),
    kill: () => void child.kill('SIGKILL'),
    stop: async () => {
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      if (isRunning(child)) child.kill('SIGTERM');
      if (isRunning(child)) await ended;
      clearTimeout(impatience);
    },
  };
}

/** In a group of its own, so that Ctrl-C reaches this process alone, which stops things in their order. */
function start({ logFile, env }: InstanceSettings): ChildProcess {
  const log = openLog(logFile);
  try {
    return spawn(process.execPath, ['--import', LEAVE_WITH_PARENT, ENTRY], {
      cwd: inProject(''),
      env: { ...readInherited(), ...env },
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
  } finally {
    closeSync(log);
  }
}

/** Keeps the log of the start before. */
function openLog(file: string): number {
  try {
    renameSync(file, `${file}.previous`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return openSync(file, 'w');
}

async function untilReady({ name, origin, logFile }: InstanceSettings, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!(await isReady(origin))) {
    if (!isRunning(child) || Date.now() > deadline) {
      const said = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-TAIL_LINES).join('\n');
      throw new Error(`${name} does not start. The end of ${logFile}:\n${said}`);
    }
    await wait(PAUSE_MS);
  }
}

function isReady(origin: string): Promise<boolean> {
  return fetch(`${origin}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;
