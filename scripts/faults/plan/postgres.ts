import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { ASSOCIATIONS, collect } from '../world/rows.ts';
import { NAMES, PUBLISHERS, UPSTREAM } from '../stage/stage.ts';
import { stepKind } from './step.ts';

/** The power of a whole server fails: sessions die, what is not committed is gone, and it recovers from its log. */
const falling = stepKind({
  name: 'postgres falls',
  weight: 1,
  draw: (random) => ({ whose: random.pick(NAMES), afterMs: random.whole(0, 200), ms: random.whole(0, 200) }),
  carryOut: async (run, { whose, afterMs, ms }) => {
    const { stage } = run;
    const turns = ASSOCIATIONS.map(async (from) => {
      await run.attempt(`build of ${from}`, stage.instances[from].process.tell('build'));
      await run.attempt(`publish of ${from}`, stage.instances[from].process.tell('publish'));
    });
    await wait(afterMs);
    await stage.server(whose).fall(ms);
    await Promise.all(turns);
  },
});

/** Sessions end in the middle of their transactions. */
const ending = stepKind({
  name: 'sessions end',
  weight: 3,
  draw: (random) => ({
    from: random.pick(PUBLISHERS),
    side: random.pick(['sender', 'hub'] as const),
    afterMs: random.whole(0, 150),
  }),
  carryOut: async (run, { from, side, afterMs }) => {
    const { stage } = run;
    const victim = side === 'sender' ? from : UPSTREAM[from]!;
    const { process } = stage.instances[from];
    const turn = run
      .attempt(`build of ${from}`, process.tell('build'))
      .then(() => run.attempt(`publish of ${from}`, process.tell('publish')));
    await wait(afterMs);
    await run.attempt(
      `sessions of ${victim}`,
      stage.server(victim).endSessions(new URL(stage.url(victim)).pathname.slice(1)),
    );
    await turn;
  },
});

/** A transaction that has changed something, marker included, and takes its time to commit. */
const holding = stepKind({
  name: 'long transaction',
  weight: 3,
  draw: (random) => ({
    at: random.pick(ASSOCIATIONS),
    end: random.weighted([
      [3, 'commit'],
      [1, 'rollback'],
    ] as const),
    when: random.pick(['soon', 'when healing'] as const),
    day: `2024-0${random.whole(1, 9)}-07`,
  }),
  carryOut: async (run, { at, end, when, day }) => {
    const { stage } = run;
    const db = new Client({ connectionString: stage.url(at) });
    db.on('error', () => {});
    await db.connect();
    await db.query('begin');
    await collect(db, at, [{ n: run.next(), commune: 'COM-56121', collectedOn: day, readyOn: null }]);
    const over = async (): Promise<void> => {
      await run.attempt(`long transaction of ${at}`, db.query(end));
      await db.end().catch(() => {});
    };
    await run.attempt(`build of ${at}`, stage.instances[at].process.tell('build'));
    await run.attempt(`publish of ${at}`, stage.instances[at].process.tell('publish'));
    if (when === 'soon') await over();
    else run.pending.push(over);
  },
});

/** Two builds at once: PostgreSQL lets one of them serialize and sends the other back. */
const colliding = stepKind({
  name: 'serialization failure',
  weight: 2,
  draw: (random) => ({
    at: random.pick(ASSOCIATIONS),
    builds: random.whole(2, 3),
    day: `2024-1${random.whole(0, 2)}-07`,
  }),
  carryOut: async (run, { at, builds, day }) => {
    const { stage } = run;
    const rows = [{ n: run.next(), commune: 'COM-56098', collectedOn: day, readyOn: null }];
    await run.attempt(
      'collect',
      run.watch.commit(stage, at, (db) => collect(db, at, rows)),
    );
    const { process } = stage.instances[at];
    const all = Array.from({ length: builds }, () => run.attempt(`build of ${at}`, process.tell('build')));
    await Promise.all([...all, run.attempt(`publish of ${at}`, process.tell('publish'))]);
  },
});

const command = promisify(execFile);

/**
 * No session of an instance may write past a size of file, as on a disk that is full: PostgreSQL gives an error where it
 * writes rows, and falls where it writes its log. (A file system of one's own to fill needs rights that tests have not.)
 */
const filling = stepKind({
  name: 'disk full',
  weight: 2,
  draw: (random) => ({ name: random.pick(NAMES), bytes: random.pick([8192, 65_536, 1 << 20]) }),
  carryOut: async (run, { name, bytes }) => {
    const { stage } = run;
    const sessions = await stage.sql(name, (db) =>
      db.query<{ pid: number }>(
        'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      ),
    );
    for (const { pid } of sessions.rows) await limit(pid, bytes);
    for (const from of ASSOCIATIONS) {
      await run.attempt(`build of ${from}`, stage.instances[from].process.tell('build'));
      await run.attempt(`publish of ${from}`, stage.instances[from].process.tell('publish'));
    }
    await run.attempt(`room for ${name}`, stage.server(name).endSessions(new URL(stage.url(name)).pathname.slice(1)));
  },
});

/** A session that has gone meanwhile has no limit either. */
const limit = (pid: number, bytes: number): Promise<unknown> =>
  command('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]).catch(() => null);

export const POSTGRES = [falling, ending, holding, colliding, filling];
