import { receive } from '../replication/receive/receive-slices.ts';
import { createFigureReader } from './read-figures.ts';
import type { Fact } from '../measures/fact.ts';
import type { Slice } from '../slices/slice.ts';
import { aSlice } from '../testing/a-slice.ts';
import { aScope, aToy, type Toy } from '../testing/a-toy.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';
import { readerFor } from '../../platform/database/reader.ts';
import { ANONYMOUS } from '../../platform/access/viewer.ts';

describe('A figure of the network', () => {
  let hub: Toy;
  beforeAll(async () => {
    hub = await aToy({ association: null });
  });
  afterEach(() => hub.reset());
  afterAll(() => hub.close());

  /** An association tells facts of a period: "territory value" each. */
  const tell = async (
    association: string,
    period: string,
    measure: string,
    facts: Record<string, number | null>,
    more: Partial<Slice> = {},
  ) => {
    const all: Fact[] = Object.entries(facts).map(([territory, value]) => ({
      territory,
      measure,
      value,
      programme: '*',
      member: '',
    }));
    const slice = aSlice({ association, period, asOf: hub.clock.now(), facts: all, ...more });
    const receiver = { measures: TOY_MEASURES, pool: hub.database.pool, clock: hub.clock, isAllowed: () => true };
    const editions = [{ bundle: period, toldAt: hub.clock.now() }];
    const heartbeats = [{ association, asOf: hub.clock.now(), editions }];
    expect(await receive(receiver, { slices: [slice], heartbeats })).toMatchObject([{ outcome: 'APPLIED' }]);
  };
  const families = (scope: Parameters<Toy['read']>[1]) => hub.read('familiesEquipped', scope);

  it('is exactly zero where nobody tells anything, of people as last told until their year closes', async () => {
    const zero = { value: 0, atLeast: 0, atMost: 0, status: 'EXACT' };
    expect(await hub.read('computersMended', {})).toMatchObject({ ...zero, reason: null });
    expect(await families({ period: '2010' })).toMatchObject({ ...zero, reason: null });
    expect(await families({})).toMatchObject({ ...zero, reason: 'AS_LAST_TOLD' });
  });

  it('is exact when one association counts the households', async () => {
    await tell('defis', '2011', 'familiesEquipped', { 'COM-56121': 300, 'DEP-56~other': 80 });
    expect(await families({ territory: 'REG-53' })).toMatchObject({ value: 380, status: 'EXACT' });
    expect(await families({ territory: 'FR' })).toMatchObject({ value: 380, status: 'EXACT' });
  });

  it('stays with a commune that merged later, and on a later map belongs to the one it became', async () => {
    hub.clock.set('2026-11-22');
    await tell('defis', '2018', 'familiesEquipped', { 'COM-35113': 20, 'COM-35004': 30 });
    await tell('defis', '2019', 'familiesEquipped', { 'COM-35004': 60 });
    const [laFontenelle, valCouesnon] = ['COM-35113', 'COM-35004'];
    const today = { geography: 'TODAY' } as const;
    expect(await families({ territory: laFontenelle, period: '2018' })).toMatchObject({ value: 20 });
    expect(await families({ territory: valCouesnon, period: '2018' })).toMatchObject({ value: 30 });
    expect(await families({ territory: valCouesnon, period: '2018', ...today })).toMatchObject({ value: 50 });
    expect(await families({ territory: valCouesnon, period: '2019', ...today })).toMatchObject({ value: 60 });
    expect(await families({ territory: laFontenelle, period: '2019' })).toMatchObject({
      status: 'UNAVAILABLE',
      reason: 'TERRITORY_DID_NOT_EXIST',
    });
    expect(await families({ territory: 'DEP-35', period: '2018' })).toMatchObject({ value: 50 });
    hub.clock.set('2011-12-31');
  });

  it('is no zero of a commune that ended before the last day, on whose map figures lie', async () => {
    hub.clock.set('2018-02-01');
    const [valdoule, sainteMarie] = ['COM-05024', 'COM-05150'];
    await tell('defis', '2017', 'familiesEquipped', { [valdoule]: 20 });
    await tell('defis', '2017-03', 'computersMended', { [sainteMarie]: 5 });
    const gone = { status: 'UNAVAILABLE', reason: 'TERRITORY_DID_NOT_EXIST' };
    expect(await families({ territory: sainteMarie, period: '2017' })).toMatchObject(gone);
    expect(await families({ territory: valdoule, period: '2017' })).toMatchObject({ value: 20, status: 'EXACT' });
    const mended = (period: string) => hub.read('computersMended', { territory: sainteMarie, period });
    expect(await mended('2017')).toMatchObject({ value: 5, status: 'EXACT' });
    expect(await mended('2017-06')).toMatchObject({ value: 0, status: 'EXACT' });
    expect(await mended('2017-07')).toMatchObject(gone);
  });

  it('lies between the largest and the sum when several count households, and is exact for each', async () => {
    await tell('defis', '2011', 'familiesEquipped', { 'COM-56121': 380 });
    await tell('voisins', '2011', 'familiesEquipped', { 'COM-56121': 100 });
    expect(await families({ territory: 'REG-53' })).toEqual({
      value: 480,
      atLeast: 380,
      atMost: 480,
      status: 'BOUNDED',
      reason: 'DOUBLES_NOT_DEDUCTED',
    });
    expect(await families({ territory: 'REG-53', association: 'voisins' })).toMatchObject({
      value: 100,
      status: 'EXACT',
    });
  });

  it('is bounded where a part may hide in other places', async () => {
    await tell('defis', '2011', 'familiesEquipped', { 'COM-56121': 300, 'DEP-56~other': 20, 'REG-53~other': 15 });
    expect(await families({ territory: 'COM-56098' })).toMatchObject({
      atLeast: 0,
      atMost: 35,
      value: 35,
      status: 'BOUNDED',
    });
    expect(await families({ territory: 'DEP-56' })).toMatchObject({
      atLeast: 320,
      atMost: 335,
      reason: 'PART_IN_OTHER_PLACES',
    });
    expect(await families({ territory: 'EPCI-245600341' })).toMatchObject({ atLeast: 300, atMost: 335 });
    expect(await families({ territory: 'REG-53' })).toMatchObject({ value: 335, status: 'EXACT' });
  });

  it('is exact for a commune that is told, since no commune is told in part', async () => {
    await tell('defis', '2011', 'familiesEquipped', { 'COM-56121': 300, 'DEP-56~other': 20 });
    await tell('voisins', '2011', 'familiesEquipped', { 'DEP-56~other': 15 });
    expect(await families({ territory: 'COM-56121', association: 'defis' })).toMatchObject({
      value: 300,
      status: 'EXACT',
    });
    expect(await families({ territory: 'COM-56121' })).toMatchObject({ atLeast: 300, atMost: 315, status: 'BOUNDED' });
  });

  it('is not exact over all of time for a commune that is told in one year and in other places in another', async () => {
    hub.clock.set('2012-02-01');
    await tell('defis', '2010', 'learnerHours', { 'COM-56121': 120 });
    await tell('defis', '2011', 'learnerHours', { 'DEP-56~other': 40 });
    const hours = (territory: string) => hub.read('learnerHours', { territory, period: 'ever' });
    expect(await hours('COM-56121')).toMatchObject({ atLeast: 120, atMost: 160, status: 'BOUNDED' });
    expect(await hours('DEP-56')).toMatchObject({ value: 160, status: 'EXACT' });
  });

  it('is no zero for a commune whose people are in other places since an adjustment', async () => {
    hub.clock.set('2012-02-01');
    const adjustment = { part: 1, sealed: true, reason: 'The commune was wrong.' };
    await tell('defis', '2011', 'familiesEquipped', { 'COM-56121': 20, 'COM-56098': 30 }, { sealed: true });
    await tell('defis', '2011', 'familiesEquipped', { 'COM-56121': -20, 'DEP-56~other': 20 }, adjustment);
    expect(await families({ territory: 'COM-56121' })).toMatchObject({ atLeast: 0, atMost: 20, status: 'BOUNDED' });
    expect(await families({ territory: 'COM-56098' })).toMatchObject({ value: 30, status: 'EXACT' });
    expect(await families({ territory: 'DEP-56' })).toMatchObject({ value: 50, status: 'EXACT' });
  });

  it('adds up, communes and what they leave, and has no other places where communes are not told', async () => {
    hub.clock.set('2012-02-01');
    await tell('defis', '2011', 'familiesEquipped', { 'COM-56121': 60, 'DEP-56~other': 15 });
    await tell('defis', '2011-03', 'familiesEquipped', { 'DEP-56': 75 });
    await tell('defis', '2011-04', 'computersMended', { 'COM-56121': 4 });
    const rest = { territory: 'DEP-56~other' };
    expect(await families(rest)).toMatchObject({ value: 15, status: 'EXACT' });
    expect(await families({ territory: 'DEP-56' })).toMatchObject({ value: 75, status: 'EXACT' });
    expect(await hub.read('computersMended', rest)).toMatchObject({ value: 0, status: 'EXACT' });
    for (const told of [await families({ ...rest, period: '2011-03' }), await hub.read('loansStarted', rest)])
      expect(told).toMatchObject({ status: 'PROTECTED', reason: 'FINER_THAN_PUBLISHED' });
  });

  it('is exact as last told until its year closes, and says so; machines are told live', async () => {
    await tell('defis', '2011', 'familiesEquipped', { 'DEP-56~other': 370 });
    await tell('defis', '2011-03', 'computersMended', { 'COM-56121': 4 });
    expect(await families({})).toMatchObject({ value: 370, status: 'EXACT', reason: 'AS_LAST_TOLD' });
    expect(await hub.read('computersMended', {})).toMatchObject({ value: 4, status: 'EXACT', reason: null });
    hub.clock.set('2012-01-15');
    expect(await families({})).toMatchObject({ value: 370, status: 'EXACT', reason: null });
  });

  it('is never told for people by commune and month', async () => {
    await tell('defis', '2011-03', 'familiesEquipped', { 'DEP-56': 300 });
    for (const territory of ['COM-56121', 'EPCI-245600341']) {
      for (const period of ['2011-03', '2011-Q1', 'ever']) {
        expect(await families({ territory, period })).toMatchObject({
          status: 'PROTECTED',
          reason: 'FINER_THAN_PUBLISHED',
          value: null,
          atMost: null,
        });
      }
    }
    expect(await families({ territory: 'DEP-56', period: '2011-03' })).toMatchObject({ value: 300, status: 'EXACT' });
  });

  it('counts a hidden association as fewer than the threshold, beside those that tell', async () => {
    hub.clock.set('2012-02-01');
    await tell('defis', '2011', 'familiesEquipped', { 'COM-56121': 380 });
    await tell('tiny', '2011', 'familiesEquipped', { 'FR~other': null });
    expect(await families({ territory: 'FR' })).toEqual({
      value: 390,
      atLeast: 380,
      atMost: 390,
      status: 'BOUNDED',
      reason: 'BELOW_THRESHOLD',
    });
    expect(await families({ territory: 'FR', association: 'tiny' })).toMatchObject({
      status: 'PROTECTED',
      atLeast: null,
    });
  });

  it('knows no upper bound of what may wait until the year closes', async () => {
    await tell('defis', '2011', 'familiesEquipped', { 'DEP-56~other': 370 });
    await tell('tiny', '2011', 'familiesEquipped', { 'FR~other': null });
    expect(await families({})).toMatchObject({ atLeast: 370, atMost: null, reason: 'YEAR_NOT_CLOSED' });
  });

  it('knows no upper bound of what somebody hid before the year closed, and who is late since', async () => {
    await tell('late', '2011', 'familiesEquipped', { 'DEP-56~other': null });
    hub.clock.set('2012-01-15');
    await tell('defis', '2011', 'familiesEquipped', { 'COM-56121': 20 });
    expect(await families({ territory: 'DEP-56' })).toMatchObject({ atLeast: 20, atMost: null, status: 'BOUNDED' });
    await tell('late', '2011', 'familiesEquipped', { 'FR~other': null }, { revision: 2 });
    expect(await families({ territory: 'DEP-56' })).toMatchObject({ atLeast: 20, atMost: 30, status: 'BOUNDED' });
  });

  it('has no stock of people for all of time, and none by commune', async () => {
    expect(await hub.read('familiesEquippedAt', { period: 'ever' })).toMatchObject({ reason: 'PERIOD_NOT_PUBLISHED' });
    expect(await hub.read('familiesEquippedAt', { territory: 'COM-56121' })).toMatchObject({
      reason: 'FINER_THAN_PUBLISHED',
    });
  });

  it('knows no upper bound of a hidden amount', async () => {
    await tell('defis', '2011', 'learnerHours', { 'COM-56121': 120 });
    await tell('tiny', '2011', 'learnerHours', { 'FR~other': null });
    expect(await hub.read('learnerHours', {})).toMatchObject({
      status: 'BOUNDED',
      atLeast: 120,
      atMost: null,
      value: null,
    });
  });

  it('adds amounts of several associations exactly', async () => {
    await tell('defis', '2011', 'learnerHours', { 'COM-56121': 120.5 });
    await tell('voisins', '2011', 'learnerHours', { 'COM-56121': 20 });
    expect(await hub.read('learnerHours', { period: 'ever' })).toMatchObject({ value: 140.5, status: 'EXACT' });
  });

  it.each([
    ['IN_THE_FUTURE', 'computersMended', { period: '2012' }],
    ['BEFORE_THE_MEASURE', 'computersMended', { period: '2006' }],
    ['TERRITORY_DID_NOT_EXIST', 'computersMended', { territory: 'REG-28' }],
    ['TERRITORY_DID_NOT_EXIST', 'computersMended', { territory: 'DEP-99' }],
    ['PROGRAMME_NOT_PUBLISHED', 'familiesEquipped', { programme: 'ordi' }],
  ])('is unavailable: %s', async (reason, measure, scope) => {
    expect(await hub.read(measure, scope)).toMatchObject({ status: 'UNAVAILABLE', reason, value: null });
  });

  it('counts over all of time on the present map', async () => {
    hub.clock.set('2017-06-01');
    await tell('caen', 'ever', 'familiesEquipped', { 'DEP-14': 40 });
    expect(await families({ period: 'ever', territory: 'REG-28' })).toMatchObject({ value: 40 });
    expect(await families({ period: 'ever', territory: 'REG-25' })).toMatchObject({ status: 'UNAVAILABLE' });
  });

  it('costs one statement, for two scopes as for fifty', async () => {
    const statements: string[] = [];
    const sql = readerFor({ pool: hub.database.pool, onStatement: (text) => statements.push(text) }, ANONYMOUS);
    const count = async (scopes: number) => {
      statements.length = 0;
      const context = { sql, clock: hub.clock };
      const reader = createFigureReader(TOY_MEASURES);
      const measures = [
        'computersMended',
        'familiesEquipped',
        'familiesEquippedAt',
        'learnerHours',
        'structuresHelped',
      ];
      await Promise.all(
        Array.from({ length: scopes }, (_, i) =>
          aScope({ association: `association ${i}`, period: i % 2 ? '2011' : '2011-05' }),
        ).flatMap((scope) => measures.map((measure) => reader.read(context, scope, measure))),
      );
      return statements.length;
    };
    expect(await count(2)).toBe(1);
    expect(await count(50)).toBe(1);
  });
});
