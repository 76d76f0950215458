import { NO_BEACON } from '../world/beacon.ts';
import { COMMUNES, collect, lend, ASSOCIATIONS, type Association } from '../world/rows.ts';
import type { Random } from '../random.ts';
import { PUBLISHERS, type Name } from '../stage/stage.ts';
import { stepKind } from './step.ts';

// What people of an association do, and the two things that its instance does about it.

/** Years whose figures on people may still be corrected freely, since they closed before they were first told. */
const aDay = (random: Random): string =>
  `${random.whole(2023, 2024)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;
const two = (n: number): string => String(n).padStart(2, '0');
const anAssociation = (random: Random): Association => random.pick(ASSOCIATIONS);

const lending = stepKind({
  name: 'lend',
  weight: 6,
  draw: (random) => {
    const startedOn = aDay(random);
    const returnedOn = random.chance(0.8) ? `2024-12-${two(random.whole(28, 31))}` : null;
    return {
      to: anAssociation(random),
      commune: random.pick(COMMUNES),
      families: random.whole(1, 4),
      startedOn,
      returnedOn,
    };
  },
  carryOut: async (run, { to, families, ...lent }) => {
    const rows = Array.from({ length: families }, () => ({ n: run.next(), ...lent }));
    await run.attempt(
      'lend',
      run.watch.commit(run.stage, to, (db) => lend(db, to, rows)),
    );
  },
});

const collecting = stepKind({
  name: 'collect',
  weight: 6,
  draw: (random) => ({
    to: anAssociation(random),
    commune: random.pick(COMMUNES),
    machines: random.whole(1, 6),
    collectedOn: aDay(random),
    readyOn: random.chance(0.5) ? `2025-0${random.whole(1, 8)}-11` : null,
  }),
  carryOut: async (run, { to, machines, ...machine }) => {
    const rows = Array.from({ length: machines }, () => ({ n: run.next(), ...machine }));
    await run.attempt(
      'collect',
      run.watch.commit(run.stage, to, (db) => collect(db, to, rows)),
    );
  },
});

/** Statements on what is there; `$1` says which, `$2` a day and `$3` a commune. */
const CHANGES = {
  correctLoan: `update lending.loan set started_on = $2::date, signed_on = $2::date, approved_on = $2::date,
    requested_on = $2::date where id in (select id from lending.loan where started_on <= $2::date + 400
      and (returned_on is null or returned_on > $2::date) and due_on > $2::date order by md5(id || $1) limit 2) and $3 <> ''`,
  moveLoan: `update lending.loan set commune = $3 where id in
    (select id from lending.loan order by md5(id || $1) limit 3) and $2::date is not null`,
  removeLoan: `with gone as (select id from lending.loan order by md5(id || $1) limit 1),
    terms as (delete from lending.loan_term where loan_id in (select id from gone))
    delete from lending.loan where id in (select id from gone) and $2::date is not null and $3 <> ''`,
  correctMachine: `update inventory.milestone set reached_on = $2::date where (computer_id, kind) in
    (select computer_id, kind from inventory.milestone where ${NO_BEACON} order by md5(computer_id || $1) limit 2) and $3 <> ''`,
  moveMachine: `update inventory.milestone set commune = $3 where computer_id in
    (select computer_id from inventory.milestone where ${NO_BEACON} order by md5(computer_id || $1) limit 3) and $2::date is not null`,
  removeMachine: `delete from inventory.milestone where computer_id in
    (select computer_id from inventory.milestone where ${NO_BEACON} order by md5(computer_id || $1) limit 2) and $2::date is not null and $3 <> ''`,
};

const changing = stepKind({
  name: 'change',
  weight: 8,
  draw: (random) => ({
    at: anAssociation(random),
    change: random.pick(Object.keys(CHANGES) as (keyof typeof CHANGES)[]),
    which: String(random.whole(0, 1e6)),
    day: aDay(random),
    commune: random.pick(COMMUNES),
  }),
  carryOut: async (run, { at, change, which, day, commune }) => {
    const changed = run.watch.commit(run.stage, at, (db) => db.query(CHANGES[change], [which, day, commune]));
    await run.attempt(change, changed);
  },
});

const aPublisher = (random: Random): Name => random.pick(PUBLISHERS);

const building = stepKind({
  name: 'build',
  weight: 4,
  draw: (random) => ({ at: anAssociation(random) }),
  carryOut: (run, { at }) => run.attempt(`build of ${at}`, run.stage.instances[at].process.tell('build')),
});

const publishing = stepKind({
  name: 'publish',
  weight: 5,
  draw: (random) => ({ from: aPublisher(random) }),
  carryOut: (run, { from }) => run.attempt(`publish of ${from}`, run.stage.instances[from].process.tell('publish')),
});

export const ORDINARY = [lending, collecting, changing, building, publishing];
