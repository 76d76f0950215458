import { ASSOCIATIONS } from '../world/rows.ts';
import { NAMES, UPSTREAM, type Name } from '../stage/stage.ts';
import type { Run } from '../run.ts';
import { stepKind } from './step.ts';

/** A copy of a database is put aside. */
const backing = stepKind({
  name: 'back up',
  weight: 2,
  draw: (random) => ({ names: random.pick([[...NAMES], ...NAMES.map((name) => [name])]) }),
  carryOut: async (run, { names }) => {
    for (const name of names) {
      const copy = `backup_${name.replaceAll('-', '_')}`;
      await run.stage.snapshot(name, copy);
      run.backups[name] = copy;
    }
  },
});

/** An instance goes on from its backup, or from how the run began; what it did since is gone. */
async function restore(run: Run, name: Name): Promise<void> {
  run.watch.forget(name);
  run.needsComparison = true;
  await run.stage.restore(name, run.backups[name]);
  run.watch.forget(name);
}

const restoring = stepKind({
  name: 'restore',
  weight: 3,
  draw: (random) => ({ name: random.pick(NAMES) }),
  carryOut: (run, { name }) => restore(run, name),
});

const restoringBoth = stepKind({
  name: 'restore both ends',
  weight: 1,
  draw: (random) => ({ name: random.pick(ASSOCIATIONS) }),
  carryOut: async (run, { name }) => {
    await restore(run, name);
    await restore(run, UPSTREAM[name]!);
  },
});

/** Everything the instance remembers of having told is gone, its installation included; its operations are there. */
const FORGOTTEN = [
  'slice',
  'fact',
  'rollup',
  'acknowledgement',
  'heard',
  'edition',
  'told_edition',
  'install',
  'hub_seen',
];

const reinstalling = stepKind({
  name: 'install anew',
  weight: 1,
  draw: (random) => ({ name: random.pick(ASSOCIATIONS) }),
  carryOut: async (run, { name }) => {
    run.needsComparison = true;
    run.watch.forget(name);
    delete run.sealed[name];
    const { process } = run.stage.instances[name];
    if (process.isAlive()) await process.tell('close');
    await run.stage.sql(name, async (db) => {
      for (const service of ['inventory', 'lending']) {
        for (const table of FORGOTTEN) await db.query(`truncate ${service}.${table}`);
        await db.query(`insert into ${service}.dirty (from_month) values ('2022-01-01')`);
      }
    });
    await run.stage.revive(name);
  },
});

export const BACKUPS = [backing, restoring, restoringBoth, reinstalling];
