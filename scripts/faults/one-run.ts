import { hubsHoldWhatIsTold } from './invariants/convergence.ts';
import { INVARIANTS } from './invariants/all.ts';
import { startWatch, type Violation } from './invariants/watch.ts';
import { drawPlan, type Plan } from './plan/plan.ts';
import { randomFrom } from './random.ts';
import { heal, newRun, type Run } from './run.ts';
import { ASSOCIATIONS } from './world/rows.ts';
import { FIRST_NEW } from './world/base-world.ts';
import { PUBLISHERS, NAMES, type Stage } from './stage/stage.ts';

/** What came of one run. */
export interface Outcome {
  seed: number;
  plan: Plan;
  notes: string[];
  violations: Violation[];
  /** How many times everybody had to build and publish until all agreed. */
  rounds: number;
  seconds: number;
}

/** Rounds after which everything agrees, whatever was wrong before. */
export const MOST_ROUNDS = 5;
/** Rounds are so far apart: what a hub refused is sent again after ten minutes. */
const BETWEEN_ROUNDS_MS = 11 * 60_000;

/** Draws a plan from the seed, carries it out, heals everything, and looks for what is wrong. */
export async function oneRun(stage: Stage, seed: number): Promise<Outcome> {
  const begun = performance.now();
  const plan = drawPlan(randomFrom(seed));
  const laps: [string, number][] = [];
  const lap = (name: string): void => void laps.push([name, performance.now()]);
  const { aheadMs } = await stage.begin(plan.now);
  lap('begin');
  const watch = startWatch(stage, aheadMs);
  const run = newRun({ stage, watch, now: plan.now, aheadMs }, FIRST_NEW);
  for (const step of plan.steps) {
    await run.attempt(step.name, step.carryOut(run));
    lap(step.name);
  }
  await heal(run);
  lap('heal');
  const rounds = await converge(run);
  lap('converge');
  await watch.stop();
  const violations = [...watch.violations];
  if (rounds > MOST_ROUNDS) violations.push({ invariant: 19, what: `no agreement after ${MOST_ROUNDS} rounds` });
  for (const { number, broken } of INVARIANTS) {
    const wrong = await broken(run).catch((error: Error) => [`cannot be checked: ${error.message}`]);
    lap(String(number));
    violations.push(...wrong.map((what) => ({ invariant: number, what })));
  }
  let before = begun;
  console.log(laps.map(([n, t]) => { const d = t - before; before = t; return `${n} ${d.toFixed(0)}`; }).join(', '));
  return { seed, plan, notes: run.notes, violations, rounds, seconds: (performance.now() - begun) / 1000 };
}

/** 19: everybody builds and publishes, until hubs hold what is told; gives the rounds it took. */
async function converge(run: Run): Promise<number> {
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    await makeRound(run, round);
    if ((await hubsHoldWhatIsTold.broken(run)).length === 0) return round;
  }
  return MOST_ROUNDS + 1;
}

async function makeRound(run: Run, round: number): Promise<void> {
  const { instances } = run.stage;
  const told = (name: (typeof NAMES)[number], work: 'build' | 'publish'): Promise<void> =>
    run.attempt(`round ${round}: ${work} of ${name}`, instances[name].process.tell(work));
  for (const name of ASSOCIATIONS) await told(name, 'build');
  for (const name of PUBLISHERS) await told(name, 'publish');
  for (const name of NAMES) {
    const { settings, process } = instances[name];
    settings.clockMs += BETWEEN_ROUNDS_MS;
    await process.tell('setClock', settings.clockMs);
  }
}

