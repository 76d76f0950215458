import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readInherited } from '../env.ts';

/** `npm start` as a process of its own, in a group of its own like that of a terminal. */
export interface StartUnderTest {
  pid: number;
  /** Everything it has said. */
  said(): string;
  /** Resolves when it has said a text; rejects when it ends without. */
  untilSaid(text: string): Promise<void>;
  /** To the whole group, as a terminal does. */
  signal(name: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
}

/** Runs the built program on a folder and a port, without the sample years. */
export function aStart(folder: string, port: number): StartUnderTest {
  const child = spawn(process.execPath, ['dist/scripts/start.js'], {
    env: { ...readInherited(), DATA_DIR: folder, PORT: String(port), SAMPLE: 'no' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return {
    pid: child.pid!,
    said: () => said,
    ended,
    signal: (name) => void process.kill(-child.pid!, name),
    untilSaid: (text) =>
      new Promise((resolve, reject) => {
        child.stdout.on('data', () => said.includes(text) && resolve());
        void ended.then((how) => reject(new Error(`It ended with ${how} and had said:\n${said}`)));
      }),
  };
}
