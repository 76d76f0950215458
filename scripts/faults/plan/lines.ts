import { drawLineFault } from '../proxy/line-fault.ts';
import { PUBLISHERS } from '../stage/stage.ts';
import { stepKind } from './step.ts';

/** A line spoils the next messages of a sender, which sends meanwhile; the kinds are in `proxy/line-fault.ts`. */
const spoiling = stepKind({
  name: 'line',
  weight: 14,
  draw: (random) => ({
    from: random.pick(PUBLISHERS),
    faults: Array.from({ length: random.whole(1, 3) }, () => drawLineFault(random)),
  }),
  carryOut: async (run, { from, faults }) => {
    run.stage.lines[from]!.spoil(faults);
    const { process } = run.stage.instances[from];
    await run.attempt(`build of ${from}`, process.tell('build'));
    for (let attempt = 1; attempt <= faults.length; attempt += 1) {
      await run.attempt(
        `publish of ${from} over a line with ${faults.map(({ kind }) => kind).join()}`,
        process.tell('publish'),
      );
    }
  },
});

/** Nothing goes through until the run heals, or a later step mends the line. */
const parting = stepKind({
  name: 'partition',
  weight: 2,
  draw: (random) => ({ from: random.pick(PUBLISHERS) }),
  carryOut: async (run, { from }) => run.stage.lines[from]!.part(),
});

const mending = stepKind({
  name: 'mend',
  weight: 2,
  draw: (random) => ({ from: random.pick(PUBLISHERS) }),
  carryOut: async (run, { from }) => run.stage.lines[from]!.mend(),
});

/** Old messages arrive once more, hours late and in another order. */
const replaying = stepKind({
  name: 'replay',
  weight: 3,
  draw: (random) => ({ from: random.pick(PUBLISHERS), order: Array.from({ length: 6 }, () => random.fraction()) }),
  carryOut: async (run, { from, order }) => {
    const { carried: messages, replay } = run.stage.lines[from]!;
    const chosen = order.flatMap((at) => messages[Math.floor(at * messages.length)] ?? []);
    await run.attempt('replay', replay(chosen));
  },
});

export const LINES = [spoiling, parting, mending, replaying];
