import fc from 'fast-check';

/** One step of a random walk, legal or not. */
export interface Step<World> {
  /** What is asked, for whoever reads a counterexample. */
  name: string;
  /** Whether there is something to ask it of; always unless given. */
  isPossible?(world: World): boolean;
  /** What the model answers, `DONE` or the code of a refusal; it moves with it. */
  foretell(world: World): string;
  /** What the service answers. Called before the model moves. */
  ask(world: World): Promise<string>;
}

interface Walk<World> {
  steps: readonly fc.Arbitrary<Step<World>>[];
  /** A fresh world for each run. */
  begin(): Promise<World>;
  /** What must hold after each step. */
  check(world: World): Promise<void>;
  runs: number;
  longest: number;
}

/**
 * Walks at random through the service and a model beside it; both must answer alike. Gives how many steps were done, as
 * against refused: a walk that does nothing proves nothing. fast-check tells seed and path of a counterexample.
 */
export async function walk<World extends object>({ steps, begin, check, runs, longest }: Walk<World>): Promise<number> {
  let done = 0;
  const commands = steps.map((step) => step.map((one) => commandOf(one, check, () => void done++)));
  await fc.assert(
    // Else fast-check keeps to short walks, which end before anything has happened.
    fc.asyncProperty(fc.commands(commands, { maxCommands: longest, size: 'max' }), async (taken) => {
      const world = await begin();
      await fc.asyncModelRun(() => ({ model: world, real: world }), taken);
    }),
    { numRuns: runs },
  );
  return done;
}

const commandOf = <World extends object>(
  step: Step<World>,
  check: (world: World) => Promise<void>,
  onDone: () => void,
): fc.AsyncCommand<World, World> => ({
  check: (world) => step.isPossible?.(world) ?? true,
  toString: () => step.name,
  run: async (world) => {
    const answer = await step.ask(world);
    expect({ [step.name]: answer }).toEqual({ [step.name]: step.foretell(world) });
    if (answer === 'DONE') onDone();
    await check(world);
  },
});

/** What a payload says: `DONE`, or the code of its refusal. */
export const answerOf = ({ userErrors }: { userErrors: { code: string }[] }): string => userErrors[0]?.code ?? 'DONE';
