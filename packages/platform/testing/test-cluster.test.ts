import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { readTestEnvironment } from './env.ts';
import { removeStaleClusters } from './test-cluster.ts';

const PROGRAM = `
  const { startTestCluster } = await import(process.argv[1]);
  console.log(await startTestCluster());
  setInterval(() => {}, 1000);`;

async function connect(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.end();
}

test('what a killed run left is stopped and removed, and a living run stays', async () => {
  const code = pathToFileURL(join(import.meta.dirname, 'test-cluster.ts')).href;
  const run = spawn(process.execPath, ['--no-warnings', '--input-type=module', '--eval', PROGRAM, code]);
  const url = String(await once(run.stdout, 'data')).trim();
  const folder = join(tmpdir(), `passerelle-test-${run.pid}`);
  await removeStaleClusters();
  await connect(url);
  run.kill('SIGKILL');
  await once(run, 'exit');
  await removeStaleClusters();
  await expect(access(folder)).rejects.toThrow('ENOENT');
  await expect(connect(url)).rejects.toThrow('ECONNREFUSED');
  await connect(readTestEnvironment().clusterUrl);
});
