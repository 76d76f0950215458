import { describeOutcome } from './describe-outcome.ts';
import { oneRun } from './one-run.ts';
import { drawPlan } from './plan/plan.ts';
import { randomFrom } from './random.ts';
import { openStage, type Stage } from './stage/stage.ts';

describe('Chance', () => {
  it('draws the same run from the same seed, and another from another', () => {
    const drawn = (seed: number): string => JSON.stringify(drawPlan(randomFrom(seed)));
    expect(drawn(7)).toBe(drawn(7));
    expect(drawn(7)).not.toBe(drawn(8));
  });
});

// `npm run test:faults` draws as many as one likes.
describe('Real processes under random faults', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(process.cwd());
  }, 240_000);
  afterAll(() => stage?.close(), 60_000);

  it.each([2])(
    'agree once everything is well again: seed %i',
    async (seed) => {
      const outcome = await oneRun(stage, seed);
      expect(outcome.violations.length === 0 ? '' : describeOutcome(outcome)).toBe('');
    },
    240_000,
  );
});
