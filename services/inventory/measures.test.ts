import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../packages/platform/database/database.ts';
import { datedRate } from '../../packages/figures/measures/dated-rate.ts';
import { encodeScope } from '../../packages/figures/read/impact-scope.ts';
import { createFigures } from '../../packages/figures/run/figures-jobs.ts';
import { callVerb } from '../../packages/platform/testing/call-verb.ts';
import { EMISSION_FACTORS, EMISSION_SOURCE } from './emission-factors.ts';
import { donationEnd } from './certificate/certificate.factory.ts';
import { aComputer, LOAN, PROOF } from './computer/computer.factory.ts';
import { aDonation } from './donation/donation.factory.ts';
import { anInventory, type Inventory } from './inventory.factory.ts';
import { measures } from './measures.ts';
import { inventory as parts } from './subgraph.ts';
import { aSide, messageOf, transferVerbs } from './transfer/transfer.factory.ts';

const LORIENT = 'COM-56121';

describe('The figures of inventory', () => {
  let inventory: Inventory;
  let database: Database;
  beforeAll(async () => {
    inventory = await anInventory();
    const { entities } = parts;
    database = await openDatabase({ url: inventory.loginUrl, service: 'inventory', entities });
    const { id } = await aDonation(inventory, 'PICKED_UP', { programmeId: 'ordi-2-0' });
    await aComputer(inventory, 'COLLECTED', id);
    for (const standing of ['READY', 'READY', 'TRIAGED', 'RECYCLED'] as const) await aComputer(inventory, standing, id);
    await aComputer(inventory, 'ANNOUNCED');
    await lendOneTwice();
    await build();
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await inventory.close();
  });

  const build = () =>
    createFigures({
      database,
      measures,
      clock: inventory.clock,
      association: 'defis',
      seat: LORIENT,
      upstream: null,
    }).build();

  /** Out from 20 January to 14 February, READY anew, and out again since 1 June. */
  async function lendOneTwice(): Promise<void> {
    const { id: computerId } = await aComputer(inventory, 'ON_LOAN');
    await inventory.takeBack({ computerId, loanId: LOAN, condition: 'WORKING', on: '2011-02-15' });
    await inventory.erase({ computerId, ...PROOF, on: '2011-05-01' });
    await inventory.refurbish({ computerId, grade: 'B', testsPassed: true, on: '2011-05-02' });
    await inventory.takeOut({ computerId, loanId: LOAN, on: '2011-06-01' });
  }

  const figure = async (name: string, scope: { period: string; territory?: string; programme?: string }) => {
    const { territory = null, programme = null, period } = scope;
    const id = encodeScope({ territory, programme, period, association: null, geography: 'AT_EVENT' });
    const { _entities } = await inventory
      .as('anonymous')
      .request<{ _entities: Record<string, object>[] }>(
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact { ${name} { value status } } } }`,
        { r: [{ __typename: 'Impact', id }] },
      );
    return _entities[0]![name];
  };
  const exactly = (value: number) => ({ value, status: 'EXACT' });

  it.each([
    ['computersCollected', '2011', 6],
    ['computersCollected', '2011-01', 6],
    ['computersCollected', '2010', 0],
    ['computersTriaged', '2011-01', 5],
    ['computersRefurbished', '2011', 3],
    ['computersRefurbished', '2011-05', 0],
    ['computersRecycled', '2011-Q1', 1],
    ['computersTriagedThenReady', '2011-01', 3],
    ['refurbishingYield', '2011', 3 / 5],
    ['refurbishingCost', '2011', 300],
  ])('%s of %s is %d', async (name, period, value) => {
    expect(await figure(name, { period })).toEqual(exactly(value));
  });

  it('counts each day on loan as its share of its month, once the month has ended', async () => {
    expect(await figure('reuseMonths', { period: '2011-01' })).toEqual(exactly(round(12 / 31)));
    expect(await figure('reuseMonths', { period: '2011-02' })).toEqual(exactly(round(14 / 28)));
    expect(await figure('reuseMonths', { period: '2011-04' })).toEqual(exactly(0));
    expect(await figure('reuseMonths', { period: '2011-06' })).toEqual(exactly(0));
  });

  it('claims for each month of reuse what making the replaced share of a new machine emits, in two digits', async () => {
    // A desktop: 169 kg over 5 years, 71 % of them replaced.
    const perMonth = (169 / 5 / 12) * 0.71;
    const avoided = (period: string, territory?: string) =>
      figure('co2Avoided', { period, ...(territory && { territory }) });
    expect(await avoided('2011-01')).toEqual(exactly(0.77));
    expect((12 / 31) * perMonth).toBeCloseTo(0.7741, 4);
    expect(await avoided('2011-02')).toEqual(exactly(1));
    expect(await avoided('2011-Q1', LORIENT)).toEqual(exactly(1.8));
    const exact = await database.pool.query<{ value: number }>(
      "select value::float from rollup where measure = 'co2Avoided' and period = '2011-Q1' and territory = 'FR' and programme = '*'",
    );
    expect(exact.rows[0]!.value).toBeCloseTo((12 / 31 + 14 / 28) * perMonth, 5);
    expect(await avoided('2011-06')).toEqual(exactly(0));
  });

  it('claims by the kind of the machine, also when it is put right, and nothing for what has no factor', async () => {
    const {
      rows: [machine],
    } = await database.pool.query<{ id: string }>('select computer_id as id from outing limit 1');
    const becomes = async (kind: string) => {
      await database.pool.query('update computer set kind = $2 where id = $1', [machine!.id, kind]);
      await build();
      return figure('co2Avoided', { period: '2011-02' });
    };
    expect(await becomes('LAPTOP')).toEqual(exactly(0.92));
    expect(await becomes('TABLET')).toEqual(exactly(0.5));
    expect(await becomes('OTHER')).toEqual(exactly(0));
    expect(await becomes('DESKTOP')).toEqual(exactly(1));
  });

  it('tells with the figure every factor that it rests on, and since when', () => {
    const french = (value: number): string => String(value).replace('.', ',');
    for (const { from, making, years, displacement } of EMISSION_FACTORS) {
      const told = [from, `${years} ans`, ...[...Object.values(making), displacement].map(french)];
      for (const each of told) expect(EMISSION_SOURCE).toContain(each);
    }
  });

  it('counts each day at the rate it had', async () => {
    const rates = [
      { from: '2007-01-01', value: 100 },
      { from: '2012-01-01', value: 120.5 },
    ];
    const days = ['2006-12-31', '2007-01-01', '2011-12-31', '2012-01-01', '2026-01-01'];
    const { rows } = await database.pool.query<{ rate: number | null }>(
      `select ${datedRate(rates, 'day')}::float as rate from unnest($1::date[]) as day`,
      [days],
    );
    expect(rows.map(({ rate }) => rate)).toEqual([null, 100, 100, 120.5, 120.5]);
  });

  it('says of each figure which text or data it comes from, and when that dates from', () => {
    expect(measures.filter(({ source }) => !/\b(19|20)\d\d\b/.test(source)).map(({ name }) => name)).toEqual([]);
  });

  it('lets a loan go on counting as time passes', async () => {
    inventory.clock.set('2011-07-31');
    await build();
    expect(await figure('reuseMonths', { period: '2011-06' })).toEqual(exactly(1));
    expect(await figure('reuseMonths', { period: '2011-07' })).toEqual(exactly(1));
    inventory.clock.set('2011-06-15');
  });

  it('counts at the workshop, and by programme', async () => {
    expect(await figure('computersCollected', { period: '2011', territory: LORIENT })).toEqual(exactly(6));
    expect(await figure('computersCollected', { period: '2011', territory: 'DEP-29' })).toEqual(exactly(0));
    expect(await figure('computersCollected', { period: '2011', programme: 'ordi-2-0' })).toEqual(exactly(5));
  });

  it('rebuilds the month of the triage when a machine becomes READY later', async () => {
    const { id: computerId } = await aComputer(inventory, 'ERASED');
    await build();
    expect(await figure('refurbishingYield', { period: '2011-01' })).toEqual(exactly(3 / 6));
    await inventory.refurbish({ computerId, grade: 'A', testsPassed: true, on: '2011-03-01' });
    await build();
    expect(await figure('refurbishingYield', { period: '2011-01' })).toEqual(exactly(round(4 / 6)));
  });

  it('follows a correction, even one made by hand in the database', async () => {
    const { id } = await aComputer(inventory, 'RECYCLED');
    await build();
    expect(await figure('computersRecycled', { period: '2011-01' })).toEqual(exactly(2));
    await database.pool.query(
      "update milestone set reached_on = '2011-04-01' where computer_id = $1 and kind = 'RECYCLED'",
      [id],
    );
    await build();
    expect(await figure('computersRecycled', { period: '2011-01' })).toEqual(exactly(1));
    expect(await figure('computersRecycled', { period: '2011-04' })).toEqual(exactly(1));
  });

  describe('of proofs, hours and machines that moved', () => {
    beforeAll(async () => {
      inventory.clock.set('2011-06-15');
      await build();
    });

    it('count the machines whose donor has a proof, until it is taken back', async () => {
      const computersOf2009 = async () => {
        await build();
        return figure('reuseProofRate', { period: '2009' });
      };
      const { id: donationId } = (await inventory.offer({ on: '2009-01-03' })).donation;
      await inventory.accept({ donationId, on: '2009-01-03' });
      await inventory.pickUp({ donationId, on: '2009-01-04' });
      const ready = await aComputer(inventory, 'READY', donationId);
      await aComputer(inventory, 'ERASED', donationId);
      expect(await computersOf2009()).toEqual(exactly(0));
      const { issue, correct } = donationEnd(inventory);
      const { certificate } = await issue({ donationId, on: '2011-02-01' });
      expect(await computersOf2009()).toEqual(exactly(1 / 2));
      await inventory.sendToRecycling({ computerId: ready.id, on: '2011-02-02' });
      await correct({ certificateId: certificate.id, reason: 'Une machine donnée à recycler' });
      expect(await computersOf2009()).toEqual({ value: 0, status: 'EXACT' });
    });

    it('add up the hours of the workshop, and those of inclusion apart', async () => {
      const recordHours = async (verb: string, input: object) => {
        const work = { workers: 4, minutesEach: 90, programmeId: 'ordi-2-0', idempotencyKey: randomUUID(), ...input };
        const { shift } = await callVerb<{ shift: { id: string } }>(
          inventory.as('technician'),
          verb,
          'shift { id }',
          work,
        );
        return shift.id;
      };
      await recordHours('recordWorkshopHours', { on: '2011-02-07', scheme: 'NONE' });
      const shiftId = await recordHours('recordWorkshopHours', { on: '2011-02-08', scheme: 'ACI' });
      await recordHours('recordWorkshopHours', { on: '2011-03-01', scheme: 'ESAT' });
      await build();
      const hours = async (name: string, period: string, programme?: string) =>
        figure(name, { period, territory: LORIENT, ...(programme && { programme }) });
      expect(await hours('workshopHours', '2011-02')).toEqual(exactly(12));
      expect(await hours('inclusionHours', '2011-02')).toEqual(exactly(6));
      expect(await hours('inclusionHours', '2011-Q1', 'ordi-2-0')).toEqual(exactly(12));
      const correction = { shiftId, reason: 'Un autre jour', on: '2011-04-08', scheme: 'EA', workers: 2 };
      await recordHours('correctWorkshopHours', correction);
      await build();
      expect(await hours('inclusionHours', '2011-02')).toEqual(exactly(0));
      expect(await hours('workshopHours', '2011-02')).toEqual(exactly(6));
      expect(await hours('inclusionHours', '2011-04')).toEqual(exactly(3));
    });

    it('count a machine of another association for what it reaches first here alone', async () => {
      const year = async (name: string) => ((await figure(name, { period: '2011' })) as { value: number }).value;
      const names = ['computersCollected', 'computersTriaged', 'computersRefurbished'];
      const before = await Promise.all(names.map(year));
      const giver = await aSide('ordi-56');
      const receiver = { ...inventory, ...transferVerbs(inventory) };
      await giver.trust({ association: 'defis', publicKey: await receiver.publicKey() });
      await receiver.trust({ association: 'ordi-56', publicKey: await giver.publicKey() });
      const [ready, erased] = [await aComputer(giver, 'READY'), await aComputer(giver, 'ERASED')];
      const { transfer } = await giver.offerTransfer([ready.id, erased.id], { toAssociation: 'defis' });
      const { transfer: accepted } = await receiver.acceptTransfer(messageOf(transfer));
      const { transfer: released } = await giver.confirmTransfer(messageOf(accepted));
      const labels = [ready.id, erased.id].map((computerId, index) => ({ computerId, label: `O-${index}` }));
      const { userErrors } = await receiver.concludeTransfer(messageOf(released), { labels });
      expect(userErrors).toEqual([]);
      const { computer } = await inventory.refurbish({ computerId: erased.id, grade: 'A', testsPassed: true });
      expect(computer.processing).toBe('READY');
      await build();
      const [collected, triaged, refurbished] = before as [number, number, number];
      expect(await Promise.all(names.map(year))).toEqual([collected, triaged, refurbished + 1]);
      await giver.close();
    });
  });

  it('are received at a hub, from an instance only', async () => {
    const receive = `mutation ($input: ReceiveFiguresInput!) {
      receiveInventoryFigures(input: $input) { slices { outcome } }
    }`;
    const input = { slices: [], heartbeats: [] };
    const hub = await anInventory({ association: null });
    const atHub = await hub.as('instance', { association: 'defis' }).request(receive, { input });
    for (const refused of [hub.as('coordinator'), inventory.as('manager'), inventory.as('instance')])
      await expect(refused.request(receive, { input })).rejects.toThrow(/receiveInventoryFigures/);
    await hub.close();
    expect(atHub).toEqual({ receiveInventoryFigures: { slices: [] } });
  });
});

/** Amounts are kept to six decimals. */
const round = (value: number): number => Math.round(value * 1e6) / 1e6;
