import { ASSOCIATIONS } from '../world/rows.ts';
import { SERVICES } from '../stage/stage.ts';
import { callAs } from '../world/call-as.ts';
import { stepKind } from './step.ts';

/** Somebody works on the database by hand, with triggers switched off: nothing is marked, and the night finds it. */
const unmarked = stepKind({
  name: 'raw sql',
  weight: 2,
  draw: (random) => ({
    at: random.pick(ASSOCIATIONS),
    which: String(random.whole(0, 1e6)),
    day: `2024-0${random.whole(1, 9)}-23`,
  }),
  carryOut: async (run, { at, which, day }) => {
    run.needsAudit = true;
    const sql = `update inventory.milestone set reached_on = $2 where (computer_id, kind) in
      (select computer_id, kind from inventory.milestone where right(computer_id, 6) < '900000' order by md5(computer_id || $1) limit 2)`;
    const change = run.stage.sql(at, async (db) => {
      await db.query('set session_replication_role = replica');
      await db.query(sql, [which, day]);
    });
    await run.attempt('raw sql', change);
  },
});

/** A family is erased while its association builds and publishes. */
const erasing = stepKind({
  name: 'erase a family',
  weight: 3,
  draw: (random) => ({ at: random.pick(ASSOCIATIONS), which: String(random.whole(0, 1e6)) }),
  carryOut: async (run, { at, which }) => {
    const { process } = run.stage.instances[at];
    const found = await run.stage.sql(at, (db) =>
      db.query<{ id: string }>('select id from lending.household order by md5(id || $1) limit 1', [which]),
    );
    const householdId = found.rows[0]?.id;
    const erase = `mutation ($input: EraseHouseholdInput!) { eraseHousehold(input: $input) { userErrors { code } } }`;
    const input = { householdId, idempotencyKey: `erasure-${which}-${at}` };
    await Promise.all([
      run.attempt(`erasure at ${at}`, callAs(process.port, { role: 'manager', association: at }, erase, { input })),
      run.attempt(`build of ${at}`, process.tell('build')),
      run.attempt(`publish of ${at}`, process.tell('publish')),
    ]);
  },
});

/** A year is sealed in the middle of everything. */
const sealing = stepKind({
  name: 'seal',
  weight: 2,
  draw: (random) => ({ at: random.pick(ASSOCIATIONS) }),
  carryOut: async (run, { at }) => {
    // Also when it fails half-way: one service may have sealed.
    run.sealed[at] = '2023';
    await run.attempt(`seal at ${at}`, run.stage.instances[at].process.tell('seal', '2023'));
  },
});

/** Some slices speak another version of the contract: an older one is translated, a newer one waits until the hub knows it. */
const otherVersion = stepKind({
  name: 'contract',
  weight: 2,
  draw: (random) => ({
    at: random.pick(ASSOCIATIONS),
    contract: random.pick([1, 99]),
    which: String(random.whole(0, 1e6)),
  }),
  carryOut: async (run, { at, contract, which }) => {
    const { stage } = run;
    const { process } = stage.instances[at];
    const say = (service: string): string =>
      `update ${service}.slice set contract = $1, revision = revision + 1 where (association, period, part) in (
         select association, period, part from ${service}.slice where not sealed order by md5(period || $2) limit 3)`;
    await run.attempt(
      'contract',
      stage.sql(at, async (db) => {
        for (const service of SERVICES) await db.query(say(service), [contract, which]);
      }),
    );
    await run.attempt(`publish of ${at}`, process.tell('publish'));
    // The hub's upgrade comes later: it then knows what the version means.
    const known = (service: string): string => `update ${service}.slice set contract = 2 where contract > 2`;
    run.pending.push(() =>
      run.attempt(
        'upgrade',
        stage.sql(at, (db) => db.query(SERVICES.map(known).join(';'))),
      ),
    );
  },
});

export const OPERATORS = [unmarked, erasing, sealing, otherVersion];
