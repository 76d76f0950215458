import { collect, COMMUNES, ASSOCIATIONS } from '../world/rows.ts';
import { connected } from '../stage/servers.ts';
import { stepKind } from './step.ts';

/** Two processes on two copies of one database: each believes that it is the association. */
const cloning = stepKind({
  name: 'clone',
  weight: 2,
  draw: (random) => ({
    name: random.pick(ASSOCIATIONS),
    commune: random.pick(COMMUNES),
    day: `2024-0${random.whole(1, 9)}-19`,
    turns: random.whole(1, 3),
  }),
  carryOut: async (run, { name, commune, day, turns }) => {
    const { stage } = run;
    const copy = `clone_${name.replaceAll('-', '_')}`;
    await stage.snapshot(name, copy);
    const databaseUrl = stage.server(name).url(copy);
    const clone = await stage.spare();
    run.needsComparison = true;
    // Whichever of the two is heard, the other has changed what the hub has not heard of.
    run.watch.forget(name);
    await run.attempt('clone', clone.tell('open', { ...stage.instances[name].settings, databaseUrl }));
    const rows = [{ n: run.next(), commune, collectedOn: day, readyOn: null }];
    await run.attempt(
      'what the clone does',
      connected(databaseUrl, (db) => collect(db, name, rows)),
    );
    for (let turn = 1; turn <= turns; turn += 1) {
      for (const [what, process] of [
        ['clone', clone],
        ['original', stage.instances[name].process],
      ] as const) {
        await run.attempt(`build of the ${what}`, process.tell('build'));
        await run.attempt(`publish of the ${what}`, process.tell('publish'));
      }
    }
    clone.signal('SIGKILL');
    await clone.ended;
    // As the refusal says: who is to go on is started again.
    await stage.revive(name);
  },
});

export const COPIES = [cloning];
