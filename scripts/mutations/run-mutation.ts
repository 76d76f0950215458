import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mutation } from './mutations.ts';

/** What became of a mutation: a test failed, as it must; it passed; or it did not run at all. */
export type Fate = 'caught' | 'NOT CAUGHT' | 'NOT RUN';

type Named = Pick<Mutation, 'test' | 'named'>;

/** Mutates a copy of the project, runs the test that must fail, and puts everything back. */
export async function runMutation(copy: string, { file, edits, ...test }: Mutation): Promise<Fate> {
  const path = join(copy, file);
  const source = await readFile(path, 'utf8');
  const mutated = edits.reduce((text, { find, replace }) => text.replace(find, () => replace), source);
  await writeFile(path, mutated);
  const passed = await runTest(copy, test);
  await writeFile(path, source);
  if (passed === null) return 'NOT RUN';
  return passed ? 'NOT CAUGHT' : 'caught';
}

interface TestReport {
  testResults: { assertionResults: { title: string; status: string }[] }[];
}

/** Whether the test passes; null when there is no such test, or its file does not load. */
export async function runTest(copy: string, { test, named }: Named): Promise<boolean | null> {
  const report = join(copy, 'report.json');
  await rm(report, { force: true });
  await runJest(copy, ['--runInBand', test, '--testNamePattern', escaped(named), '--json', '--outputFile', report]);
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as TestReport;
  const run = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ title, status }) => title.startsWith(named) && (status === 'passed' || status === 'failed'));
  return run.length === 0 ? null : run.every(({ status }) => status === 'passed');
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function runJest(copy: string, options: string[]): Promise<void> {
  const jest = join(copy, 'node_modules/jest/bin/jest.js');
  const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', jest, ...options], {
    cwd: copy,
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', () => resolve()));
}
