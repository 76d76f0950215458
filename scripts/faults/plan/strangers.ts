import { HEARD, INSTALL_OF_MALLORY, hostileMessage, HOSTILITIES } from '../world/hostile.ts';
import { HUBS } from '../stage/stage.ts';
import { ASSOCIATIONS } from '../world/rows.ts';
import { stepKind } from './step.ts';

/** An association that was let in and means harm, through all that follows. */
const hostile = stepKind({
  name: 'hostile',
  weight: 3,
  draw: (random) => ({
    hub: random.pick(HUBS),
    messages: Array.from({ length: random.whole(1, 3) }, () => random.pick(HOSTILITIES)),
    goesOn: random.chance(0.5),
  }),
  carryOut: async (run, { hub, messages, goesOn }) => {
    const { stage } = run;
    await stage.admit(INSTALL_OF_MALLORY);
    const now = new Date(Date.now() + run.aheadMs);
    const attack = async (): Promise<void> => {
      await stage.sql(hub, (db) => db.query(HEARD));
      const all = messages.map((hostility) => hostileMessage(hostility, now));
      await stage.lines.defis!.replay(all, stage.instances[hub].process.port);
    };
    await run.attempt('attack', attack());
    if (goesOn) run.poison = attack;
  },
});

/** What an association tells its region reaches the network directly, too. */
const twoPaths = stepKind({
  name: 'two paths',
  weight: 3,
  draw: (random) => ({ from: random.pick(ASSOCIATIONS) }),
  carryOut: async (run, { from }) => {
    const { lived, replay } = run.stage.lines[from]!;
    await run.attempt('the other path', replay(lived(), run.stage.instances.network.process.port));
  },
});

export const STRANGERS = [hostile, twoPaths];
