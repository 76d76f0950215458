import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readInherited } from '../../start/env.ts';
import { PROJECT } from './run-process.ts';

/** Runs `npm start` in an empty folder until its sample years are in (if wanted), then stops it; gives what it said. */
export async function loadSampleYears(folder: string, port: number, SAMPLE: 'yes' | 'no' = 'yes'): Promise<string> {
  const child = spawn(process.execPath, ['dist/scripts/start.js'], {
    cwd: PROJECT,
    env: { ...readInherited(), DATA_DIR: folder, PORT: String(port), SAMPLE },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (text.includes('Ready after')) child.kill('SIGINT');
    });
  }
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`npm start ended with ${code}:\n${said}`);
  return said;
}
