import { createMetrics } from '../../../platform/metrics/metrics.ts';
import { readStatus } from '../../operate/read-status.ts';
import { Pool } from 'pg';
import type { MeetInstalls } from '../../../platform/peers/meet-installs.ts';
import { beginRun } from '../install/this-install.ts';
import { anInstall } from '../install/testing/an-install.ts';
import { applySlice } from '../../slices/apply-slice.ts';
import { CONTRACTS } from '../../slices/contracts.ts';
import { countedByName } from '../../measures/measure.ts';
import { publishSlices } from './publish-slices.ts';
import { aSlice } from '../../testing/a-slice.ts';
import type { Fact } from '../../measures/fact.ts';
import { CONTRACT } from '../../slices/slice.ts';
import { aGateway, type ToyGateway } from '../../testing/a-gateway.ts';
import { aToyService, type ToyService } from '../../testing/a-toy-service.ts';
import { aToy, emptyTables, loans, type Toy } from '../../testing/a-toy.ts';
import { TOY_MEASURES } from '../../testing/toy-measures.ts';
import { inTransaction } from '../../slices/transaction.ts';

const LORIENT = 'COM-56121';
const FAMILIES = `query ($r: [_Any!]!) {
  _entities(representations: $r) { ... on Impact { familiesEquipped { value } computersMended { value } lendingFreshness { association asOf } } }
}`;

const MEASURES = countedByName(TOY_MEASURES);

describe('Publishing', () => {
  let hub: ToyService;
  let gateway: ToyGateway;
  let defis: Toy;
  let hubTables: Pool;
  const meetInstalls: MeetInstalls = async ({ installs }) => installs.flatMap((id) => hub.installs.get(id) ?? []);
  beforeAll(async () => {
    hub = await aToyService({ association: null });
    hubTables = new Pool({ connectionString: hub.databaseUrl, max: 1 });
    gateway = await aGateway(hub);
    defis = await aToy();
  });
  const publicKey = () => gateway.upstreamAs('defis').key.publicKey;
  beforeEach(() => gateway.enrol(defis, 'defis'));
  afterEach(async () => {
    await Promise.all([defis.reset(), emptyTables(hubTables)]);
    gateway.received.length = 0;
    gateway.mostBytes = Number.POSITIVE_INFINITY;
  });
  afterAll(async () => {
    await hubTables.end();
    await Promise.all([hub.close(), gateway.close(), defis.close()]);
  });

  const publish = (toy: Toy = defis, association: string | null = 'defis') =>
    publishSlices({
      service: 'lending',
      association,
      pool: toy.database.pool,
      clock: toy.clock,
      upstream: gateway.upstreamAs(association),
      meetInstalls,
    });
  const atHub = async (scope = 'territory=REG-53&period=2011') => {
    const { _entities } = await hub.as('anonymous').request<{
      _entities: {
        familiesEquipped: { value: number };
        computersMended: { value: number };
        lendingFreshness: object[];
      }[];
    }>(FAMILIES, { r: [{ __typename: 'Impact', id: scope }] });
    return _entities[0]!;
  };
  const refusals = async () => {
    const sql = 'select refusal from acknowledgement where refusal is not null';
    return (await defis.database.pool.query<{ refusal: string }>(sql)).rows.map(({ refusal }) => refusal);
  };
  const mend = (commune: string, amount: number) =>
    defis.add('toy_mending', [{ mended_on: '2011-03-02', commune, amount }]);

  it('knows why the hub refuses it, until the hub takes what it says', async () => {
    const refusal = async () => {
      const reading = { association: 'defis', database: defis.database, metrics: createMetrics(), upstream: null };
      return (await readStatus(reading)).refusal;
    };
    await defis.build();
    const enrolled = [...hub.installs];
    hub.installs.clear();
    await expect(publish()).rejects.toThrow('NOT_ENROLLED');
    expect(await refusal()).toMatchObject({ code: 'NOT_ENROLLED', since: defis.clock.now() });
    for (const [id, known] of enrolled) hub.installs.set(id, known);
    await publish();
    expect(await refusal()).toBeNull();
    expect((await hubTables.query('select from lending.publication_refusal')).rowCount).toBe(0);
  });

  it('brings the hub what it has not, once', async () => {
    await defis.add('toy_loan', loans(LORIENT, 380, { from_on: '2011-01-05' }));
    await defis.build();
    expect(await publish()).toBe(17);
    expect((await atHub()).familiesEquipped).toEqual({ value: 380 });
    expect((await atHub()).lendingFreshness).toEqual([{ association: 'defis', asOf: defis.clock.now().toISOString() }]);
    expect(await publish()).toBe(0);
  });

  it('tells how old what is told of people is, apart from the rest (invariant 18: reported age is honest)', async () => {
    const told = async (period = '2011') => {
      await defis.build();
      await publish();
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact {
        familiesEquipped { value reason } lendingFreshness { asOf peopleAsOf receivedAt isOnTime } } } }`;
      const r = [{ __typename: 'Impact', id: `period=${period}` }];
      const { _entities } = await hub.as('anonymous').request<{ _entities: Told[] }>(query, { r });
      const { familiesEquipped, lendingFreshness } = _entities[0]!;
      const { asOf, peopleAsOf, ...rest } = lendingFreshness[0]!;
      return { ...familiesEquipped, asOf: asOf.slice(0, 10), peopleAsOf: peopleAsOf?.slice(0, 10) ?? null, ...rest };
    };
    interface Told {
      familiesEquipped: { value: number; reason: string };
      lendingFreshness: { asOf: string; peopleAsOf: string | null; receivedAt: string; isOnTime: boolean | null }[];
    }
    const come = (count: number, from: number) =>
      defis.add(
        'toy_loan',
        Array.from({ length: count }, (_, i) => ({
          household: `${from + i}`,
          commune: LORIENT,
          from_on: '2011-01-05',
        })),
      );
    const on = (day: string): void => [defis, hub].forEach(({ clock }) => clock.set(day));
    on('2011-06-01');
    await come(12, 0);
    expect(await told()).toMatchObject({ value: 12, asOf: '2011-06-01', peopleAsOf: '2011-06-01' });
    on('2011-06-20');
    await come(3, 12);
    const held = { value: 12, reason: 'AS_LAST_TOLD', asOf: '2011-06-20', peopleAsOf: '2011-06-01', isOnTime: true };
    expect(await told()).toMatchObject(held);
    on('2011-07-01');
    await come(9, 15);
    expect(await told()).toMatchObject({ value: 24, asOf: '2011-07-01', peopleAsOf: '2011-07-01' });
    expect(await told('2010')).toMatchObject({ peopleAsOf: null, isOnTime: false });
    on('2011-12-31');
  });

  it('sends nothing about anybody: no canary planted in a name leaves', async () => {
    await defis.add(
      'toy_loan',
      loans(LORIENT, 20, { from_on: '2011-01-05' }).map((loan, i) => ({
        ...loan,
        household: `canary ${i}`,
        note: 'canary',
      })),
    );
    await defis.add(
      'toy_learning',
      Array.from({ length: 20 }, (_, i) => ({
        person: `canary ${i}`,
        learned_on: '2011-05-05',
        commune: LORIENT,
        hours: 1,
      })),
    );
    await defis.build();
    expect(await publish()).toBeGreaterThan(0);
    expect(gateway.received.join()).not.toContain('canary');
  });

  it('costs nothing while the hub is down, and converges when it is back', async () => {
    await mend(LORIENT, 2);
    await defis.build();
    gateway.isUp = false;
    await expect(publish()).rejects.toThrow('fetch failed');
    await mend(LORIENT, 3);
    await defis.build();
    gateway.isUp = true;
    expect(await publish()).toBe(1);
    expect((await atHub()).computersMended).toEqual({ value: 5 });
  });

  it('sends again what was received while the answer was lost', async () => {
    await mend(LORIENT, 2);
    await defis.build();
    await publish();
    await defis.database.pool.query('delete from acknowledgement');
    expect(await publish()).toBe(1);
    expect((await atHub()).computersMended).toEqual({ value: 2 });
    expect((await defis.database.pool.query('select distinct revision, refusal from acknowledgement')).rows).toEqual([
      { revision: 1, refusal: null },
    ]);
  });

  it('leaves alone what a build under way is about to write', async () => {
    await mend(LORIENT, 2);
    await defis.build();
    const build = await defis.database.pool.connect();
    await build.query('begin isolation level repeatable read');
    await build.query('select from slice');
    expect(await publish()).toBeGreaterThan(0);
    await expect(build.query('update slice set built_at = now()')).resolves.toBeDefined();
    await build.query('rollback');
    build.release();
  });

  it('raises its epoch when the hub is ahead, since this side was restored from a backup (invariant 10)', async () => {
    for (const amount of [2, 3, 4]) {
      await mend(LORIENT, amount);
      await defis.build();
    }
    await publish();
    await defis.reset();
    await gateway.enrol(defis, 'defis');
    await mend(LORIENT, 1);
    await defis.build();
    expect(await publish()).toBe(2);
    expect((await atHub()).computersMended).toEqual({ value: 1 });
    const { rows } = await hubTables.query('select epoch, max(revision) as revision from lending.slice group by epoch');
    expect(rows).toEqual([{ epoch: 2, revision: 1 }]);
  });

  it('sends everything again, once, when a restored side has come as far as the hub', async () => {
    await mend(LORIENT, 2);
    await defis.build();
    await publish();
    await defis.reset();
    await gateway.enrol(defis, 'defis');
    await defis.add('toy_mending', [{ mended_on: '2011-05-02', commune: LORIENT, amount: 4 }]);
    await mend(LORIENT, 1);
    await defis.build();
    await publish();
    expect((await atHub()).computersMended).toEqual({ value: 5 });
    expect(await publish()).toBe(0);
  });

  it('is refused while another copy of its database goes on (invariant 9)', async () => {
    await mend(LORIENT, 2);
    await defis.build();
    await publish();
    const { rows } = await defis.database.pool.query('select run from install');
    await defis.database.pool.query("update install set run = 'run_of_the_copy'");
    await publish();
    await defis.database.pool.query('update install set run = $1', [rows[0].run]);
    await expect(publish()).rejects.toThrow('ANOTHER_RUN_IS_ALIVE');
    await beginRun({ pool: defis.database.pool, clock: defis.clock, association: 'defis', publicKey: publicKey() });
    expect(await publish()).toBe(0);
  });

  it('waits, all of it, until the hub believes it', async () => {
    await mend(LORIENT, 2);
    await defis.build();
    hub.installs.clear();
    await expect(publish()).rejects.toThrow('NOT_ENROLLED');
    expect((await defis.database.pool.query('select from acknowledgement')).rowCount).toBe(0);
    await gateway.enrol(defis, 'defis');
    expect(await publish()).toBe(1);
  });

  it('waits for an older hub to be upgraded, and drops nothing (invariant 17)', async () => {
    await mend(LORIENT, 5);
    await defis.build();
    await defis.database.pool.query('update slice set contract = $1', [CONTRACT + 1]);
    expect(await publish()).toBe(1);
    expect(await refusals()).toEqual(['UNKNOWN_CONTRACT']);
    const before = { ...CONTRACTS };
    const steps = { ...before.steps, [CONTRACT]: (facts: readonly Fact[]) => facts };
    Object.assign(CONTRACTS, { newest: CONTRACT + 1, steps });
    expect(await publish()).toBe(0);
    defis.clock.set('2012-01-01');
    expect(await publish()).toBe(1);
    Object.assign(CONTRACTS, before);
    expect(await refusals()).toEqual([]);
    expect((await atHub()).computersMended).toEqual({ value: 5 });
  });

  it('does not let a refused slice hold up the others, nor claim to be fresh', async () => {
    await mend(LORIENT, 2);
    await defis.add('toy_mending', [{ mended_on: '2011-05-02', commune: LORIENT, amount: 4 }]);
    await defis.build();
    await defis.database.pool.query("update slice set digest = 'broken' where period = '2011-03'");
    expect(await publish()).toBe(2);
    expect(await publish()).toBe(0);
    expect(await atHub()).toMatchObject({ computersMended: { value: 4 }, lendingFreshness: [] });
    expect(await refusals()).toEqual(['DIGEST_MISMATCH']);
    await mend(LORIENT, 1);
    await defis.build();
    await publish();
    expect(await atHub()).toMatchObject({
      computersMended: { value: 7 },
      lendingFreshness: [{ association: 'defis' }],
    });
  });

  it('does not let a slice that no gateway reads hold up the others, nor tells anybody what was in it (invariant 20)', async () => {
    const communes = ['COM-56121', 'COM-56098', 'COM-56162', 'COM-56185', 'COM-56083'];
    for (const commune of communes) await mend(commune, 1);
    await defis.add('toy_mending', [{ mended_on: '2011-05-02', commune: LORIENT, amount: 4 }]);
    await defis.build();
    gateway.mostBytes = 1_250;
    expect(await publish()).toBe(2);
    expect(await refusals()).toEqual(['TOO_LARGE']);
    expect((await atHub()).computersMended).toEqual({ value: 4 });
    gateway.mostBytes = Number.POSITIVE_INFINITY;
    defis.clock.set('2012-01-01');
    expect(await publish()).toBe(1);
    expect((await atHub()).computersMended).toEqual({ value: 9 });
    gateway.mostBytes = 0;
    const { message } = await publish().then(
      () => new Error('nothing'),
      (error: Error) => error,
    );
    expect(message).toBe('HTTP status 413');
  });

  it('promises nothing to a hub that lives anew, until both sides are compared (invariant 18)', async () => {
    await mend(LORIENT, 4);
    await defis.build();
    await publish();
    const compared = () => defis.database.pool.query('update hub_seen set compared_incarnation = incarnation');
    const heard = async () => (await hubTables.query('select association from lending.heard')).rows;
    await compared();
    // As from a backup: the slices are not there, nor is what was heard.
    await hubTables.query("delete from lending.heard; update lending.install set run = 'run_of_a_backup'");
    await publish();
    await publish();
    expect(await heard()).toEqual([]);
    await compared();
    await publish();
    expect(await heard()).toEqual([{ association: 'defis' }]);
  });

  it('passes on at a hub what its associations signed, as theirs, and answers for their keys', async () => {
    const lorient = anInstall('lorient');
    const facts = [{ measure: 'computersMended', territory: LORIENT, value: 2, programme: '*', member: '' }];
    const slice = lorient.signed(aSlice({ association: 'lorient', facts }));
    await inTransaction(defis.database.pool, 'read committed', (client) =>
      applySlice(client, slice, MEASURES, defis.clock.now()),
    );
    await defis.database.pool.query('delete from install');
    await gateway.enrol(defis, null);
    hub.installs.set(lorient.id, { ...lorient.known, state: 'VOUCHED' });
    expect(await publish(defis, null)).toBe(1);
    expect((await atHub('association=lorient&period=2011')).computersMended).toEqual({ value: 2 });
    expect(JSON.parse(gateway.received[0]!).variables.input).toMatchObject({
      slices: [{ install: lorient.id, signature: slice.signature }],
      vouched: [{ install: lorient.id, association: 'lorient', publicKey: lorient.key.publicKey, state: 'VOUCHED' }],
    });
  });
});
