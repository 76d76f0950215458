import { Pool } from 'pg';
import { adjustPeriod } from '../../releases/adjust.ts';
import { auditFigures } from '../../releases/audit.ts';
import { compareFigures, republishFigures, type Comparing } from './compare.ts';
import { mustCompare } from '../install/incarnation.ts';
import { publishSlices } from '../publish/publish-slices.ts';
import { applySlice, lockFigures } from '../../slices/apply-slice.ts';
import { retract } from './retract.ts';
import { rollupDrift } from '../../slices/rollup-drift.ts';
import { sealPeriods } from '../../releases/seal.ts';
import { countedByName } from '../../measures/measure.ts';
import { aSlice } from '../../testing/a-slice.ts';
import { aGateway, type ToyGateway } from '../../testing/a-gateway.ts';
import { aToyService, type ToyService } from '../../testing/a-toy-service.ts';
import { aToy, emptyTables, type Toy } from '../../testing/a-toy.ts';
import { TOY_MEASURES } from '../../testing/toy-measures.ts';
import { untilWaiting } from '../../testing/until-waiting.ts';

const LORIENT = 'COM-56121';
const REASON = 'A register of the workshop was found again';
const IMPACT = `query ($r: [_Any!]!) {
  _entities(representations: $r) { ... on Impact { computersMended { value } lendingAdjustments { association period number reason measures } } }
}`;

describe('Comparing with a hub', () => {
  let hub: ToyService;
  let gateway: ToyGateway;
  let defis: Toy;
  let atHub: Pool;
  beforeAll(async () => {
    hub = await aToyService({ association: null, today: '2013-02-01' });
    atHub = new Pool({ connectionString: hub.databaseUrl, max: 1 });
    gateway = await aGateway(hub);
    defis = await aToy({ today: '2013-02-01' });
  });
  beforeEach(() => gateway.enrol(defis, 'defis'));
  afterEach(async () => {
    await Promise.all([defis.reset(), emptyTables(atHub)]);
    gateway.received.length = 0;
  });
  afterAll(async () => {
    await atHub.end();
    await Promise.all([hub.close(), gateway.close(), defis.close()]);
  });

  const comparing = (association: string | null = 'defis'): Comparing => ({
    service: 'lending',
    association,
    seat: LORIENT,
    measures: TOY_MEASURES,
    pool: defis.database.pool,
    clock: defis.clock,
    upstream: gateway.upstreamAs(association),
    meetInstalls: async ({ installs }) => installs.flatMap((id) => hub.installs.get(id) ?? []),
  });
  const builder = () => ({ ...comparing(), association: 'defis' });
  const compare = (dryRun = false, association: string | null = 'defis') =>
    compareFigures(comparing(association), { dryRun });
  const publish = () => publishSlices(comparing());
  const here = async (sql: string) => (await defis.database.pool.query(sql)).rows;
  const mend = (mended_on: string, amount: number) =>
    defis.add('toy_mending', [{ mended_on, commune: LORIENT, amount }]);
  const mendAll = async () => {
    await mend('2010-03-02', 4);
    await mend('2011-05-02', 2);
    await mend('2012-05-02', 1);
    await defis.build();
    await publish();
  };
  const impact = async (period = 'ever') => {
    const r = [{ __typename: 'Impact', id: `association=defis&period=${period}` }];
    const { _entities } = await hub
      .as('anonymous')
      .request<{ _entities: { computersMended: { value: number }; lendingAdjustments: object[] }[] }>(IMPACT, { r });
    return _entities[0]!;
  };
  const told = async (period?: string) => (await impact(period)).computersMended.value;
  const NOTHING = { sentAgain: [], retracted: [], takenBack: [], unverified: [], foreign: [] };
  /** A copy of this side, to be restored over what it became. */
  const TABLES = ['slice', 'fact', 'rollup', 'heard', 'edition', 'pending_adjustment', 'acknowledgement'];
  const asOwner = async (statements: (table: string) => string) => {
    const owner = await defis.asOwner();
    await owner.query(`set search_path = lending; ${TABLES.map(statements).join(';')}`);
    await owner.end();
  };
  const backUp = () =>
    asOwner((table) => `drop table if exists backup_${table}; create table backup_${table} as table ${table}`);
  const restore = () => asOwner((table) => `delete from ${table}; insert into ${table} table backup_${table}`);

  it('costs one question where both sides hold the same', async () => {
    await mendAll();
    gateway.received.length = 0;
    expect(await compare()).toEqual({ dryRun: false, hub: expect.any(String), associations: 1, same: 3, ...NOTHING });
    expect(gateway.received).toHaveLength(1);
  });

  // Invariants 10 and 19.
  it('sends again what a hub lost that was restored from an older backup, in one round', async () => {
    await mendAll();
    await atHub.query(`delete from lending.slice where period = '2012-05'; delete from lending.fact where period = '2012-05';
      delete from lending.rollup where period in ('2012-05', '2012-Q2', '2012');
      update lending.rollup set value = 6, n = 2 where period = 'ever'`);
    expect(await told()).toBe(6);
    const report = { ...NOTHING, same: 2, sentAgain: [{ association: 'defis', period: '2012-05', part: 0 }] };
    expect(await compare(true)).toMatchObject({ dryRun: true, ...report });
    expect(await publish()).toBe(0);
    expect(await compare()).toMatchObject({ dryRun: false, ...report });
    expect(await publish()).toBe(1);
    expect(await told()).toBe(7);
    expect(await compare()).toMatchObject({ ...NOTHING, same: 3 });
  });

  it('leaves alone what is on its way', async () => {
    await mendAll();
    await mend('2012-07-02', 1);
    await defis.build();
    expect(await compare()).toMatchObject({ ...NOTHING, same: 4 });
  });

  // Invariant 7: never by silence.
  it('retracts what the hub holds and this side does not know, by an empty slice', async () => {
    await mendAll();
    await here(`delete from toy_mending where mended_on > '2012-01-01'; delete from slice where period = '2012-05';
      delete from fact where period = '2012-05'; delete from rollup where period in ('2012-05', '2012-Q2', '2012');
      update rollup set value = 6, n = 2 where period = 'ever'; delete from dirty`);
    expect(await told()).toBe(7);
    expect(await compare()).toMatchObject({
      ...NOTHING,
      retracted: [{ association: 'defis', period: '2012-05', part: 0 }],
    });
    expect(await publish()).toBe(1);
    expect(await told()).toBe(6);
    expect(await told('2012')).toBe(0);
    expect(await compare()).toMatchObject({ ...NOTHING, same: 3 });
  });

  it('retracts nothing that a hub claims to hold under a number that no number follows', async () => {
    await mendAll();
    await here(`delete from slice where period = '2012-05'`);
    await atHub.query(`update lending.slice set revision = 2147483647 where period = '2012-05'`);
    expect(await compare()).toMatchObject({ retracted: [{ period: '2012-05' }] });
    expect(await here(`select from slice where period = '2012-05'`)).toEqual([]);
  });

  // Invariants 10 and 12.
  it('takes sealed figures and adjustments back after this side was restored from before, and finds what is lost', async () => {
    await mendAll();
    await backUp();
    await sealPeriods(builder(), { throughYear: '2011', dryRun: false });
    await mend('2011-06-02', 3);
    await adjustPeriod(builder(), { period: '2011', reason: REASON, dryRun: false });
    await publish();
    const sealed = await here(`select period, part, digest from slice where sealed order by period, part`);
    expect(sealed).toHaveLength(17 * 2 + 1);

    await here("delete from toy_mending where mended_on = '2011-06-02'; delete from dirty");
    await restore();
    const report = await compare();
    expect(report.takenBack).toHaveLength(sealed.length);
    expect(report).toMatchObject({ sentAgain: [], retracted: [], unverified: [], same: 1 });
    expect(await here(`select period, part, digest from slice where sealed order by period, part`)).toEqual(sealed);
    expect(await rollupDrift(defis.database.pool, TOY_MEASURES)).toEqual([]);
    await publish();
    expect(await told()).toBe(10);
    expect(await compare()).toMatchObject({ ...NOTHING, same: sealed.length + 1 });
    expect(await auditFigures(comparing(), { dryRun: false })).toMatchObject({ drifted: [], pending: ['2011'] });
  });

  // Invariant 11: how many people a figure rests on never travelled.
  it('knows again on how many people a figure rests that it took back, and adjusts it by eleven at least', async () => {
    const learn = (people: number, first: number) =>
      defis.add(
        'toy_learning',
        Array.from({ length: people }, (_, i) => ({
          person: `person ${first + i}`,
          learned_on: '2011-05-05',
          commune: LORIENT,
          hours: 2,
        })),
      );
    await learn(30, 0);
    await defis.build();
    await backUp();
    await sealPeriods(builder(), { throughYear: '2011', dryRun: false });
    await publish();
    await restore();
    await compare();
    const people = "select distinct people from fact where measure = 'learnerHours' and period like '2011%'";
    expect(await here(people)).toEqual([{ people: 30 }]);
    const adjust = () => adjustPeriod(builder(), { period: '2011', reason: REASON, dryRun: false });
    await learn(10, 30);
    await expect(adjust()).rejects.toThrow('fewer than 11 people');
    await learn(1, 40);
    expect(await adjust()).toMatchObject({ withheld: 0 });
    await here("update fact set people = null where period like '2011%'");
    await learn(40, 50);
    await expect(adjust()).rejects.toThrow('fewer than 11 people');
  });

  it('believes no sealed copy that its own key did not sign', async () => {
    await mendAll();
    await backUp();
    await sealPeriods(builder(), { throughYear: '2010', dryRun: false });
    await publish();
    await restore();
    await atHub.query(`update lending.slice set revision = revision + 1 where period = '2010-03'`);
    const report = await compare();
    expect(report.unverified).toEqual([{ association: 'defis', period: '2010-03', part: 0 }]);
    expect(report.takenBack).toHaveLength(16);
    expect(await here(`select sealed from slice where period = '2010-03'`)).toEqual([{ sealed: false }]);
  });

  // Invariant 12: sealed years are rewritten by nobody, by a hub neither.
  it('takes no copy back that it signed before it sealed the year, whatever a hub says of it', async () => {
    await mendAll();
    await atHub.query(
      `create table lending.old as table lending.slice; create table lending.old_fact as table lending.fact`,
    );
    await mend('2010-03-20', 3);
    await sealPeriods(builder(), { throughYear: '2010', dryRun: false });
    await publish();
    await atHub.query(`delete from lending.slice where period = '2010-03'; delete from lending.fact where period = '2010-03';
      insert into lending.slice select * from lending.old where period = '2010-03';
      insert into lending.fact select * from lending.old_fact where period = '2010-03';
      update lending.slice set sealed = true where period = '2010-03'; drop table lending.old, lending.old_fact`);
    const isThat = (key: string, value: unknown) =>
      key === 'lendingSealedFigures' ? (value as object[]).map((slice) => ({ ...slice, sealed: false })) : value;
    gateway.tamper = (data) => JSON.parse(JSON.stringify(data), isThat);
    const report = await compare();
    gateway.tamper = (data) => data;
    expect(report).toMatchObject({ takenBack: [], unverified: [{ association: 'defis', period: '2010-03', part: 0 }] });
    expect(await here(`select sealed from slice where period = '2010-03'`)).toEqual([{ sealed: true }]);
    expect(await defis.read('computersMended', { period: '2010' })).toMatchObject({ value: 7 });
  });

  it('is due when a hub answers from another life, and after everything was told anew', async () => {
    await mendAll();
    const url = gateway.upstreamAs('defis').url;
    expect(await mustCompare(defis.database.pool, url)).toBe(true);
    await compare();
    expect(await mustCompare(defis.database.pool, url)).toBe(false);
    await atHub.query("update lending.install set run = 'another'");
    await publish();
    expect(await mustCompare(defis.database.pool, url)).toBe(true);
    await compare();
    await here('update install set epoch = epoch + 1');
    expect(await mustCompare(defis.database.pool, url)).toBe(true);
  });

  it('is due when the hub refuses what is sealed there', async () => {
    await mendAll();
    await compare();
    await atHub.query("update lending.slice set sealed = true where period = '2011-05'");
    await mend('2011-05-03', 1);
    await defis.build();
    await publish();
    expect(await mustCompare(defis.database.pool, gateway.upstreamAs('defis').url)).toBe(true);
  });

  // Invariant 2.
  it('retracts nothing that was built since both sides were compared', async () => {
    await mendAll();
    const gate = await defis.database.pool.connect();
    await gate.query('begin');
    await lockFigures(gate, 'defis');
    const head = { period: '2012-07', part: 0, epoch: 1, revision: 1, digest: '', sealed: false };
    const retracting = retract(comparing(), [head, { ...head, period: '2012-08' }]);
    await untilWaiting(defis.database.pool);
    const facts = [{ measure: 'computersMended', territory: LORIENT, programme: '*', member: '', value: 3 }];
    const byName = countedByName(TOY_MEASURES);
    await applySlice(gate, aSlice({ period: '2012-07', facts }), byName, defis.clock.now());
    await gate.query('commit');
    gate.release();
    await retracting;
    expect(await defis.read('computersMended', { period: '2012-07' })).toMatchObject({ value: 3 });
    const revisions = "select period, revision from slice where period in ('2012-07', '2012-08') order by 1";
    expect(await here(revisions)).toEqual([
      { period: '2012-07', revision: 1 },
      { period: '2012-08', revision: 2 },
    ]);
  });

  it('retracts nothing in the name of an instance that was just installed and has told nothing yet', async () => {
    await mendAll();
    await defis.reset();
    await gateway.enrol(defis, 'defis');
    const report = await compare();
    expect(report).toMatchObject({ retracted: [], sentAgain: [] });
    expect(report.foreign).toHaveLength(3);
    expect(await here('select * from slice')).toEqual([]);
  });

  it('is done by a hub for every association that it passes on, without retracting in their name', async () => {
    await mendAll();
    await atHub.query(
      "insert into lending.slice select 'defis', '2009-01', revision, digest, contract, as_of, built_at from lending.slice where period = '2010-03'",
    );
    expect(await compare(true, null)).toMatchObject({
      ...NOTHING,
      associations: 1,
      same: 3,
      foreign: [{ association: 'defis', period: '2009-01', part: 0 }],
    });
  });

  it('is not for an instance that asks for the figures of another', async () => {
    const ask = hub
      .as('instance', { association: 'other' })
      .request('{ lendingFiguresManifest(association: "defis") { incarnation } }');
    await expect(ask).rejects.toThrow('compares its own figures only');
    const sealed = hub
      .as('instance', { association: 'other' })
      .request('{ lendingSealedFigures(association: "defis", year: "2011") { period } }');
    await expect(sealed).rejects.toThrow('compares its own figures only');
  });

  it('gives sealed figures to whoever signed them, and for them to the hub that passed them on, only', async () => {
    await mendAll();
    await sealPeriods(builder(), { throughYear: '2010', dryRun: false });
    await publish();
    const ask = (role: 'instance' | 'coordinator' | 'manager', association: string | null) =>
      hub
        .as(role, { association })
        .request<{ lendingSealedFigures: object[] }>(
          '{ lendingSealedFigures(association: "defis", year: "2010") { period } }',
        );
    expect((await ask('instance', 'defis')).lendingSealedFigures).toHaveLength(17);
    await expect(ask('instance', null)).rejects.toThrow('takes back its own figures');
    // Enrolled anew since it sealed, with another key: it still speaks here itself.
    const [own] = [...hub.installs.values()];
    hub.installs.set(own!.install, { ...own!, state: 'SUPERSEDED' });
    hub.installs.set('install_after', { ...own!, install: 'install_after' });
    await expect(ask('instance', null)).rejects.toThrow('takes back its own figures');
    hub.installs.delete('install_after');
    for (const role of ['coordinator', 'manager'] as const) await expect(ask(role, null)).rejects.toThrow('FORBIDDEN');
    for (const [id, known] of hub.installs) hub.installs.set(id, { ...known, state: 'VOUCHED' });
    expect((await ask('instance', null)).lendingSealedFigures).toHaveLength(17);
  });

  it('is not needed to send everything again', async () => {
    await mendAll();
    expect(await republishFigures(comparing(), { dryRun: true })).toEqual({ dryRun: true, slices: 3 });
    expect(await publish()).toBe(0);
    expect(await republishFigures(comparing(), { dryRun: false })).toEqual({ dryRun: false, slices: 3 });
    expect(await publish()).toBe(3);
    expect(await told()).toBe(7);
  });

  it('leaves adjustments to be read beside the figures they touch', async () => {
    await mendAll();
    await sealPeriods(builder(), { throughYear: '2011', dryRun: false });
    await mend('2011-05-20', 3);
    await adjustPeriod(builder(), { period: '2011', reason: REASON, dryRun: false });
    await publish();
    const adjustment = {
      association: 'defis',
      period: '2011-05',
      number: 1,
      reason: REASON,
      measures: ['computersMended'],
    };
    expect(await impact('2011')).toEqual({ computersMended: { value: 5 }, lendingAdjustments: [adjustment] });
    expect((await impact('ever')).lendingAdjustments).toEqual([adjustment]);
    expect((await impact('2010')).lendingAdjustments).toEqual([]);
    expect((await impact('2011-06')).lendingAdjustments).toEqual([]);
  });
});
