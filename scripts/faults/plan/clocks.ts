import { ASSOCIATIONS } from '../world/rows.ts';
import { NAMES } from '../stage/stage.ts';
import { stepKind } from './step.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** A clock that is wrong, while something is done, until the run heals or it is set again. */
const wrongClock = stepKind({
  name: 'clock',
  weight: 3,
  draw: (random) => ({ name: random.pick(NAMES), byMs: random.pick([HOUR, -HOUR, YEAR, -YEAR, 26 * HOUR, 0]) }),
  carryOut: async (run, { name, byMs }) => {
    if (byMs !== 0) {
      run.excused.add(name);
      run.watch.excuse(name);
      run.needsAudit = true;
    }
    const { process, settings } = run.stage.instances[name];
    settings.clockMs = run.aheadMs + byMs;
    await run.attempt(`clock of ${name}`, process.tell('setClock', settings.clockMs));
    for (const from of ASSOCIATIONS) {
      await run.attempt(`build of ${from}`, run.stage.instances[from].process.tell('build'));
      await run.attempt(`publish of ${from}`, run.stage.instances[from].process.tell('publish'));
    }
  },
});

export const CLOCKS = [wrongClock];
