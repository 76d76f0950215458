import pg from 'pg';
import { createHash } from 'node:crypto';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { createMetrics } from '../../platform/metrics/metrics.ts';
import type { ServiceUnderTest } from '../../platform/testing/a-service.ts';
import type { Role } from '../../platform/access/viewer.ts';
import { buildSlices } from '../slices/build-slices.ts';
import type { FiguresChange } from './figures-operation.ts';
import type { FiguresStatus } from './figures-status.ts';
import { aGateway, type ToyGateway } from '../testing/a-gateway.ts';
import { readStatus } from './read-status.ts';
import { askingHub } from './operator.ts';
import { publishSlices } from '../replication/publish/publish-slices.ts';
import { aToyService, type ToyService } from '../testing/a-toy-service.ts';
import { emptyTables, ToyLoan } from '../testing/a-toy.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';

const LORIENT = 'COM-56121';
const TABLES = [
  'slice',
  'fact',
  'rollup',
  'dirty',
  'edition',
  'install',
  'acknowledgement',
  'audit_run',
  'rollup_check',
];

let service: ServiceUnderTest;
let database: Database;
beforeAll(async () => {
  service = await aToyService({ association: 'defis', today: '2013-02-01' });
  database = await openDatabase({ url: service.loginUrl, service: 'lending', entities: [ToyLoan] });
});
afterEach(() => emptyTables(database.pool));
afterAll(async () => {
  await database.close();
  await service.close();
});

const sql = (text: string, ...values: unknown[]): Promise<pg.QueryResult> => database.pool.query(text, values);
const mend = (day: string, amount: number) =>
  sql('insert into toy_mending (mended_on, commune, amount) values ($1, $2, $3)', day, LORIENT, amount);
const build = () => {
  const { clock } = service;
  return buildSlices({ association: 'defis', seat: LORIENT, measures: TOY_MEASURES, pool: database.pool, clock });
};

/** What the graph answers to a command. */
interface Told {
  dryRun: boolean | null;
  changes: FiguresChange[];
  looked: number | null;
  userErrors: { code: string; message: string }[];
}

/** What everything that figures are made of comes to. */
async function digest({ pool }: Database = database): Promise<string> {
  const hash = createHash('sha256');
  for (const table of [...TABLES, 'pending_adjustment', 'hub_seen']) {
    const { rows } = await pool.query(`select ${table}::text as row from ${table} order by 1`);
    hash.update(JSON.stringify([table, rows]));
  }
  return hash.digest('hex');
}

const CHANGES =
  'dryRun looked changes { action association period part count } userErrors { code message(language: FR) }';

async function operate(verb: string, type: string, input: object, role: Role = 'manager'): Promise<Told> {
  const document = `mutation ($input: ${type}!) { payload: ${verb}LendingFigures(input: $input) { ${CHANGES} } }`;
  return (await service.as(role).request<{ payload: Told }>(document, { input })).payload;
}

/** A dry run, which changes nothing, and then the real one, which does exactly what was said. */
async function tried(verb: string, type: string, input: object): Promise<Told> {
  const before = await digest();
  const foreseen = await operate(verb, type, { ...input, dryRun: true });
  expect(await digest()).toBe(before);
  const done = await operate(verb, type, { ...input, dryRun: false });
  expect(done).toEqual({ ...foreseen, dryRun: false });
  expect(await digest()).not.toBe(before);
  return done;
}

describe('an operator', () => {
  it('seals years that have closed, as it was said before', async () => {
    await mend('2011-05-02', 4);
    await build();
    const { changes } = await tried('seal', 'SealFiguresInput', { throughYear: '2011' });
    expect(changes).toContainEqual({ action: 'SEAL', association: null, period: '2011', part: null, count: 17 });
    const { rows } = await sql("select sealed from slice where period = '2011-05'");
    expect(rows).toEqual([{ sealed: true }]);
  });

  it('adjusts a sealed year, as it was said before', async () => {
    await mend('2011-05-02', 4);
    await build();
    await operate('seal', 'SealFiguresInput', { throughYear: '2011', dryRun: false });
    await mend('2011-05-03', 2);
    await build();
    expect((await status()).touchedYears).toEqual([{ year: '2011', differences: null }]);
    const { changes } = await tried('adjust', 'AdjustFiguresInput', { year: '2011', reason: 'A shelf counted late' });
    expect(changes).toContainEqual({ action: 'ADJUST', association: null, period: '2011-05', part: 1, count: 1 });
  });

  it('audits: what no mark told of is mended, as it was said before', async () => {
    await mend('2011-05-02', 4);
    await build();
    await sql("update fact set value = 5 where period = '2011-05' and value = 4");
    await sql("update slice set digest = 'of something else' where period = '2011-05'");
    const { changes, looked } = await tried('audit', 'AuditFiguresInput', {});
    // From 2007 on, each year with its quarters and months, what 2013 has of them so far, and all of time.
    expect(looked).toBe(6 * 17 + 4 + 1);
    expect(changes).toContainEqual({ action: 'MEND', association: null, period: '2011-05', part: 0, count: null });
    expect((await status()).lastAudit).toMatchObject({ drifted: ['2011-05'] });
  });

  it('is refused with a sentence, and nothing was done', async () => {
    const { dryRun, changes, looked, userErrors } = await operate('seal', 'SealFiguresInput', {
      throughYear: '2013',
      dryRun: false,
    });
    expect([dryRun, changes, looked]).toEqual([null, [], null]);
    expect(userErrors).toEqual([
      { code: 'YEAR_NOT_CLOSED', message: expect.stringMatching(/sera clos le 2014-01-15/) },
    ]);
  });

  it('sees how the figures stand', async () => {
    await mend('2011-05-02', 4);
    await build();
    const { slices, ...told } = await status();
    expect(slices.held).toBeGreaterThan(0);
    expect(slices).toMatchObject({ sealed: 0, acknowledged: 0, pending: 0, refused: 0 });
    expect(told).toMatchObject({
      association: 'defis',
      hub: null,
      markersWaiting: 0,
      publicationError: null,
      heard: [],
    });
  });

  it('sees why publishing fails, until it has worked again', async () => {
    const metrics = createMetrics();
    const reading = { association: 'defis', database, metrics, upstream: null };
    await sql("select lending_jobs.add_job('publish')");
    await sql(
      "update lending_jobs._private_jobs set attempts = 1, last_error = 'the hub is away', run_at = '2013-02-01T12:00:03Z'",
    );
    expect((await readStatus(reading)).publicationError).toBe('the hub is away');
    metrics.publishedAt.set({ service: 'lending' }, Date.parse('2013-02-01T11:00Z') / 1000);
    expect((await readStatus(reading)).publicationError).toBe('the hub is away');
    metrics.publishedAt.set({ service: 'lending' }, Date.parse('2013-02-01T13:00Z') / 1000);
    expect(await readStatus(reading)).toMatchObject({
      publicationError: null,
      publishedAt: new Date('2013-02-01T13:00Z'),
    });
    await sql('delete from lending_jobs._private_jobs');
  });

  it('is a manager at an association, and nobody else', async () => {
    const audit = operate('audit', 'AuditFiguresInput', { dryRun: true }, 'coordinator');
    await expect(audit).rejects.toThrow('auditLendingFigures is not for');
    for (const role of ['coordinator', 'lender', 'instance', 'partner'] as const) {
      await expect(status(role)).rejects.toThrow('lendingFiguresStatus is not for');
    }
  });

  it('alone sees there what is held: no hub compares itself with an association, or takes back what it sealed', async () => {
    await mend('2011-05-02', 4);
    await build();
    await operate('seal', 'SealFiguresInput', { throughYear: '2011', dryRun: false });
    const list = '{ lendingFiguresManifest(association: "defis") { years { year } } }';
    const sealed = '{ lendingSealedFigures(association: "defis", year: "2011") { facts { member value } } }';
    for (const association of [null, 'defis']) {
      const instance = service.as('instance', { association });
      for (const query of [list, sealed]) await expect(instance.request(query)).rejects.toThrow('FORBIDDEN');
    }
    await expect(service.as('coordinator').request(list)).rejects.toThrow('FORBIDDEN');
    const { lendingFiguresManifest } = await service.as('manager').request(list);
    expect(lendingFiguresManifest.years).toContainEqual({ year: '2011' });
  });

  it('audits at a hub, and is told that there is nothing of its own to seal', async () => {
    const hub = await aToyService({ association: null });
    const document = `mutation { audit: auditLendingFigures(input: { dryRun: true }) { ${CHANGES} }
      seal: sealLendingFigures(input: { dryRun: true, throughYear: "2010" }) { ${CHANGES} } }`;
    expect(await hub.as('coordinator').request(document)).toEqual({
      audit: { dryRun: true, changes: [], looked: 0, userErrors: [] },
      seal: {
        dryRun: null,
        changes: [],
        looked: null,
        userErrors: [expect.objectContaining({ code: 'NOT_AT_A_HUB' })],
      },
    });
    await hub.close();
  });
});

describe('towards its hub, an operator', () => {
  let hub: ToyService;
  let gateway: ToyGateway;
  let own: ToyService;
  let tables: Database;
  let hubTables: Database;
  beforeAll(async () => {
    hub = await aToyService({ association: null, today: '2013-02-01' });
    gateway = await aGateway(hub);
    own = await aToyService({ association: 'defis', today: '2013-02-01', upstream: gateway.upstreamAs('defis') });
    [tables, hubTables] = (await Promise.all(
      [own, hub].map(({ loginUrl: url }) => openDatabase({ url, service: 'lending', entities: [ToyLoan] })),
    )) as [Database, Database];
    await gateway.enrol({ database: tables, clock: own.clock }, 'defis');
    await tables.pool.query("insert into toy_mending (mended_on, commune, amount) values ('2011-05-02', $1, 4)", [
      LORIENT,
    ]);
    const { clock } = own;
    await buildSlices({ association: 'defis', seat: LORIENT, measures: TOY_MEASURES, pool: tables.pool, clock });
    await publish();
  });
  afterAll(async () => {
    await Promise.all([tables.close(), hubTables.close()]);
    await Promise.all([own.close(), hub.close(), gateway.close()]);
  });

  const publish = () =>
    publishSlices({
      service: 'lending',
      association: 'defis',
      pool: tables.pool,
      clock: own.clock,
      upstream: gateway.upstreamAs('defis'),
      meetInstalls: async () => [],
    });
  const ask = async (verb: string, dryRun: boolean): Promise<Told> => {
    const document = `mutation ($input: OperateFiguresInput!) { payload: ${verb}LendingFigures(input: $input) { ${CHANGES} } }`;
    const variables = { input: { dryRun } };
    return (await own.as('manager').request<{ payload: Told }>(document, variables)).payload;
  };
  /** Dry, and then really: the same is said, and only the second changes anything. */
  const asked = async (verb: string) => {
    const before = await digest(tables);
    const foreseen = await ask(verb, true);
    expect(await digest(tables)).toBe(before);
    const done = await ask(verb, false);
    expect(done).toEqual({ ...foreseen, dryRun: false });
    expect(await digest(tables)).not.toBe(before);
    return done.changes;
  };
  const heldHere = async (): Promise<number> =>
    (await tables.pool.query('select count(*)::int as n from slice')).rows[0].n;
  const atHub = async () =>
    (await hubTables.pool.query("select period, epoch from slice where period = '2011-05'")).rows;

  it('compares: what the hub has lost is sent again', async () => {
    await hubTables.pool.query('delete from slice; delete from fact; delete from rollup');
    expect(await asked('compare')).toEqual([
      { action: 'SEND_AGAIN', association: 'defis', period: '2011-05', part: 0, count: null },
    ]);
    await publish();
    expect(await atHub()).toEqual([{ period: '2011-05', epoch: 1 }]);
    expect(await ask('compare', true)).toMatchObject({ changes: [], looked: await heldHere() });
  });

  it('sends everything again', async () => {
    const [change] = await asked('republish');
    expect(change).toMatchObject({ action: 'SEND_AGAIN', period: null });
    expect(await publish()).toBe(change!.count);
  });

  it('goes on after a restore: a new epoch, above what the hub holds, and what only the hub knows is retracted', async () => {
    // Before that month, something was told that was taken back since.
    await tables.pool.query(
      "delete from fact; delete from rollup; update slice set period = '2011-04', digest = encode(sha256('[]'), 'hex')",
    );
    await hubTables.pool.query('update slice set epoch = 4');
    const changes = await asked('restore');
    expect(changes[0]).toMatchObject({ action: 'RAISE_EPOCH', count: 5 });
    expect(changes).toContainEqual({
      action: 'RETRACT',
      association: 'defis',
      period: '2011-05',
      part: 0,
      count: null,
    });
    await publish();
    expect(await atHub()).toEqual([{ period: '2011-05', epoch: 5 }]);
  });

  it('is told when the hub does not answer, and nothing is changed', async () => {
    gateway.isUp = false;
    const before = await digest(tables);
    for (const verb of ['compare', 'restore']) {
      const { userErrors } = await ask(verb, false);
      expect(userErrors).toEqual([expect.objectContaining({ code: 'HUB_DOES_NOT_ANSWER' })]);
    }
    gateway.isUp = true;
    expect(await digest(tables)).toBe(before);
  });

  it('is not told that the hub does not answer where it is this side that fails', async () => {
    const ofOurs = new pg.DatabaseError('no such table', 0, 'error');
    await expect(askingHub({ url: 'https://hub.example' }, () => Promise.reject(ofOurs))).rejects.toBe(ofOurs);
  });

  it('is told where there is no hub above', async () => {
    for (const verb of ['compare', 'republish', 'restore']) {
      const { userErrors } = await operate(verb, 'OperateFiguresInput', { dryRun: false });
      expect(userErrors).toEqual([expect.objectContaining({ code: 'NOTHING_UPSTREAM' })]);
    }
  });
});

async function status(role: Role = 'manager'): Promise<FiguresStatus> {
  const document = `{ status: lendingFiguresStatus {
    service association install epoch asOf markersWaiting hub hubIncarnation comparedAt publishedAt publicationError
    slices { held sealed adjustments acknowledged pending refused } refused { association period part code refusedAt }
    lastAudit { endedAt slices drifted rollups } touchedYears { year differences } heard { association asOf receivedAt slices }
  } }`;
  return (await service.as(role).request<{ status: FiguresStatus }>(document)).status;
}
