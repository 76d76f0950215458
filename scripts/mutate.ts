import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MUTATIONS } from './mutations/mutations.ts';
import { runMutation, runTest } from './mutations/run-mutation.ts';

// npm run test:mutations: makes known mistakes in a copy of what is committed, one at a time, and expects a test to fail.
// npm run test:mutations -- <part of a name>: only those.

const wanted = process.argv[2] ?? '';
const copy = await mkdtemp(join(tmpdir(), 'mutations-'));
execFileSync('sh', ['-c', 'git archive HEAD | tar -x -C "$0"', copy]);
await symlink(resolve('node_modules'), join(copy, 'node_modules'));

const survivors: string[] = [];
for (const mutation of MUTATIONS.filter(({ name }) => name.includes(wanted))) {
  const isGreen = await runTest(copy, mutation);
  const fate = isGreen ? await runMutation(copy, mutation) : 'NOT RUN';
  if (fate !== 'caught') survivors.push(mutation.name);
  console.log(`${fate}: ${mutation.name} (${mutation.test}: "${mutation.named}")`);
}
await rm(copy, { recursive: true });
console.log(survivors.length === 0 ? 'Every mutation is caught.' : `${survivors.length} survive.`);
process.exitCode = survivors.length === 0 ? 0 : 1;
