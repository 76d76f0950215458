import type { Random } from '../random.ts';
import type { Run } from '../run.ts';

/** One thing that happens in a run, with everything that was drawn for it. */
export interface Step {
  /** `kill`, `restore`, `lend`: what reports count. */
  name: string;
  choice: unknown;
  carryOut(run: Run): Promise<void>;
}

/** A kind of step: how often it is drawn, what is drawn for it, and what it does. */
export interface KindOfStep {
  name: string;
  weight: number;
  draw(random: Random): Step;
}

/** Declares a kind of step. What fails in it because something is broken on purpose is noted, and the run goes on. */
export const stepKind = <Choice>(kind: {
  name: string;
  weight: number;
  draw(random: Random): Choice;
  carryOut(run: Run, choice: Choice): Promise<void>;
}): KindOfStep => ({
  name: kind.name,
  weight: kind.weight,
  draw: (random) => {
    const choice = kind.draw(random);
    return { name: kind.name, choice, carryOut: (run) => kind.carryOut(run, choice) };
  },
});
