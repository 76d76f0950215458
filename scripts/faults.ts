import { parseArgs } from 'node:util';
import { describeOutcome } from './faults/describe-outcome.ts';
import { oneRun } from './faults/one-run.ts';
import { openStage } from './faults/stage/stage.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, runs: { type: 'string', default: '1' }, minutes: { type: 'string' } },
});

/** `npm run test:faults -- --seed N --runs M [--minutes T]`: so many runs, from a seed on; one of its own if none is given. */
async function main(): Promise<number> {
  const first = Number(values.seed ?? Math.floor(Math.random() * 1e6));
  const until = values.minutes === undefined ? Infinity : Date.now() + Number(values.minutes) * 60_000;
  const stage = await openStage(process.cwd());
  let failed = 0;
  let done = 0;
  try {
    for (; done < Number(values.runs) && Date.now() < until; done += 1) {
      const outcome = await oneRun(stage, first + done);
      console.log(describeOutcome(outcome));
      if (outcome.violations.length > 0) failed += 1;
    }
  } finally {
    await stage.close();
  }
  console.log(`${done} runs from seed ${first}: ${failed} failed.`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
