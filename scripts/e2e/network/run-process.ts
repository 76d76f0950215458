import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inProject } from '../../../packages/platform/service/project-folder.ts';
import { readInherited } from '../../start/env.ts';

/** A built program in a process of its own. */
export interface RunningProcess {
  name: string;
  pid: number;
  settings: ProcessSettings;
  /** Resolves when `/readyz` says so; rejects with the end of the log when the process ends instead. */
  ready(): Promise<void>;
  /** SIGTERM, then waits for the end; gives the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, then waits for the end. */
  kill(): Promise<void>;
  /** Resolves with the exit code when it ends. */
  ended: Promise<number | null>;
  isRunning(): boolean;
  /** The same program with the same settings once more. */
  again(): RunningProcess;
}

export interface ProcessSettings {
  name: string;
  /** As in docker-compose.yml: `node dist/gateway/main.js`. */
  command: readonly string[];
  env: Record<string, string>;
  logFile: string;
  /** Where it is started from, when that is not the project's folder. */
  cwd?: string;
  /** Where it answers, without a path; absent for a program that does its work and ends. */
  origin?: string;
}

/** The project's root. */
export const PROJECT = inProject('');
const LEAVE_WITH_PARENT = pathToFileURL(join(PROJECT, 'dist/scripts/start/leave-with-parent.js')).href;
const READY_MS = 60_000;
const PAUSE_MS = 50;
const TAIL_LINES = 15;

/** Starts `node …` with no variable but the given ones; it leaves when this process does. */
export function runProcess(settings: ProcessSettings): RunningProcess {
  const child = start(settings);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const signal = async (name: NodeJS.Signals): Promise<number | null> => {
    if (isRunning(child)) child.kill(name);
    return ended;
  };
  return {
    name: settings.name,
    pid: child.pid!,
    settings,
    ended,
    isRunning: () => isRunning(child),
    again: () => runProcess(settings),
    ready: () => untilReady(settings, child),
    stop: () => signal('SIGTERM'),
    kill: async () => void (await signal('SIGKILL')),
  };
}

function start({ command: [program, ...args], env, logFile, cwd = PROJECT }: ProcessSettings): ChildProcess {
  if (program !== 'node') throw new Error(`Only node programs can be run here, not ${program}.`);
  const log = openSync(logFile, 'a');
  try {
    return spawn(process.execPath, ['--import', LEAVE_WITH_PARENT, ...args], {
      cwd,
      env: { ...readInherited(), ...env },
      stdio: ['ignore', log, log, 'ipc'],
    });
  } finally {
    closeSync(log);
  }
}

async function untilReady({ name, origin, logFile }: ProcessSettings, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!(await isReady(origin!))) {
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
