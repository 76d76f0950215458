import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { loadSampleYears } from '../e2e/network/load-sample-years.ts';

const FIRST_QUERY =
  '{ impact(territory: "REG-53", period: "2011") { familiesEquipped { value } byAssociation { association { name } } } }';
const PAUSE_MS = 50;

/** Seconds of what `npm start` does in an empty folder, each from the start of the command. */
export interface StartTimes {
  build: number;
  /** When the hub first answered the first query. */
  firstAnswer: number;
  /** When it had said that all is ready, and was stopped. */
  loaded: number;
}

export async function measureStart(folder: string, port: number, sample: 'yes' | 'no'): Promise<StartTimes> {
  const from = performance.now();
  const seconds = (): number => (performance.now() - from) / 1000;
  await promisify(execFile)('npm', ['run', '--silent', 'build']);
  const build = seconds();
  const loading = loadSampleYears(folder, port, sample);
  const [firstAnswer, loaded] = await Promise.all([
    untilAnswered(`http://127.0.0.1:${port}/graphql`, loading).then(seconds),
    loading.then(seconds),
  ]);
  return { build, firstAnswer, loaded };
}

async function untilAnswered(url: string, loading: Promise<unknown>): Promise<void> {
  let isOver = false;
  void loading.finally(() => (isOver = true)).catch(() => {});
  while (!(await answers(url))) {
    if (isOver) throw new Error('npm start ended before it answered.');
    await wait(PAUSE_MS);
  }
}

function answers(url: string): Promise<boolean> {
  const body = JSON.stringify({ query: FIRST_QUERY });
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then(
    async (response) => Boolean(((await response.json()) as { data?: object }).data),
    () => false,
  );
}
