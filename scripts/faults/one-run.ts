import { hubsHoldWhatIsTold } from './invariants/convergence.ts';
import { INVARIANTS } from './invariants/all.ts';
import { startWatch, type Violation } from './invariants/watch.ts';
import { drawPlan, type Plan } from './plan/plan.ts';
import { randomFrom } from './random.ts';
import { heal, newRun, type Run } from './run.ts';
import { ASSOCIATIONS } from './world/rows.ts';
import { FIRST_NEW } from './world/base-world.ts';
import { NAMES, PUBLISHERS, type Name, type Stage } from './stage/stage.ts';

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

/** Draws a plan from the seed, unless one is given, carries it out, heals everything, and looks for what is wrong. */
export async function oneRun(stage: Stage, seed: number, plan = drawPlan(randomFrom(seed))): Promise<Outcome> {
  const begun = performance.now();
  const { aheadMs } = await stage.begin(plan.now);
  const watch = startWatch(stage, aheadMs);
  const run = newRun({ stage, watch, aheadMs, ...plan }, FIRST_NEW);
  for (const step of plan.steps) {
    await run.attempt(step.name, step.carryOut(run));
  }
  await heal(run);
  const rounds = await converge(run);
  for (const line of Object.values(stage.lines)) await line.settle();
  await watch.stop();
  const violations = [...watch.violations];
  if (rounds > MOST_ROUNDS) violations.push({ invariant: 19, what: `no agreement after ${MOST_ROUNDS} rounds` });
  for (const { number, broken } of INVARIANTS) {
    const wrong = await broken(run).catch((error: Error) => [`cannot be checked: ${error.message}`]);
    violations.push(...wrong.map((what) => ({ invariant: number, what })));
  }
  return { seed, plan, notes: run.notes, violations, rounds, seconds: (performance.now() - begun) / 1000 };
}

/**
 * 19: everybody builds and publishes, until hubs hold what is told; gives the rounds it took. A night lies between the first
 * round and the second, and before the first where it is needed. 20: an attack that goes on delays nobody.
 */
async function converge(run: Run): Promise<number> {
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    await run.poison?.();
    await makeRound(run, round);
    if ((await hubsHoldWhatIsTold.broken(run)).length === 0) return round;
  }
  return MOST_ROUNDS + 1;
}

async function makeRound(run: Run, round: number): Promise<void> {
  const { instances } = run.stage;
  const told = (name: Name, work: 'build' | 'publish' | 'audit' | 'compare'): Promise<void> =>
    run.attempt(`round ${round}: ${work} of ${name}`, instances[name].process.tell(work));
  const isNight = round === 2;
  if (isNight || (round === 1 && run.needsAudit)) for (const name of NAMES) await told(name, 'audit');
  if (isNight || (round === 1 && run.needsComparison)) for (const name of PUBLISHERS) await told(name, 'compare');
  for (const name of ASSOCIATIONS) await told(name, 'build');
  for (const name of PUBLISHERS) await told(name, 'publish');
  for (const name of NAMES) {
    const { settings, process } = instances[name];
    settings.clockMs += BETWEEN_ROUNDS_MS;
    await process.tell('setClock', settings.clockMs);
  }
}
