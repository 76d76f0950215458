import { parseArgs } from 'node:util';
import { describeOutcome } from './faults/describe-outcome.ts';
import { oneRun } from './faults/one-run.ts';
import { openStage } from './faults/stage/stage.ts';
import { startTally } from './faults/tally.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, runs: { type: 'string', default: '1' }, minutes: { type: 'string' } },
});

/** Told to stop, it ends with the run under way and says what there was. */
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());

/** `npm run test:faults -- --seed N --runs M [--minutes T]`: so many runs, from a seed on; any seed if none is given. */
async function main(): Promise<number> {
  const first = Number(values.seed ?? Math.floor(Math.random() * 1e6));
  const until = values.minutes === undefined ? Infinity : Date.now() + Number(values.minutes) * 60_000;
  const tally = startTally();
  let failed = 0;
  const stage = await openStage(process.cwd());
  try {
    const last = first + Number(values.runs) - 1;
    for (let seed = first; seed <= last && Date.now() < until && !stopped.signal.aborted; seed += 1) {
      const outcome = await oneRun(stage, seed);
      console.log(describeOutcome(outcome));
      tally.add(outcome);
      if (outcome.violations.length > 0) failed += 1;
    }
  } finally {
    await stage.close();
  }
  console.log(tally.describe());
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
