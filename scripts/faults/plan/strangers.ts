import { INSTALL_OF_MALLORY, RUN_OF_MALLORY, hostileMessage, HOSTILITIES } from '../world/hostile.ts';
import { HUBS, SERVICES, type Service } from '../stage/stage.ts';
import { ASSOCIATIONS } from '../world/rows.ts';
import { stepKind } from './step.ts';

/** Has a hub hear a run, as if it had answered its challenge: what it says is held against its content. */
const heardSql = (service: Service): string =>
  `insert into ${service}.heard_run (install, run, heard_at) values ($1, $2, now()) on conflict do nothing`;

/** An association that was let in and means harm, through all that follows, at once or drop by drop. */
const hostile = stepKind({
  name: 'hostile',
  weight: 3,
  draw: (random) => ({
    hub: random.pick(HUBS),
    messages: Array.from({ length: random.whole(1, 3) }, () => random.pick(HOSTILITIES)),
    goesOn: random.chance(0.5),
    isSlow: random.chance(0.3),
  }),
  carryOut: async (run, { hub, messages, goesOn, isSlow }) => {
    const { stage } = run;
    await stage.admit(INSTALL_OF_MALLORY);
    const now = new Date(Date.now() + run.aheadMs);
    const attack = async (): Promise<void> => {
      await stage.sql(hub, (db) => db.query(heardSql('inventory'), [INSTALL_OF_MALLORY.install, RUN_OF_MALLORY]));
      const all = messages.map((hostility) => hostileMessage(hostility, now));
      const { replay, dribble } = stage.lines.defis!;
      const { port } = stage.instances[hub].process;
      if (isSlow) dribble(all, port);
      else await replay(all, port);
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
    const { stage } = run;
    const { carried, replay } = stage.lines[from]!;
    for (const service of SERVICES) {
      const { rows } = await stage.sql(from, (db) => db.query(`select id, run from ${service}.install`));
      // As if it had answered the network's challenge, which nobody does who is only repeated.
      await stage.sql('network', (db) => db.query(heardSql(service), [rows[0].id, rows[0].run]));
    }
    await run.attempt('the other path', replay(carried, stage.instances.network.process.port));
  },
});

export const STRANGERS = [hostile, twoPaths];
