import { CONTRACTS } from './contracts.ts';
import { receive } from '../replication/receive/receive-slices.ts';
import { restateRollups } from './restate-rollups.ts';
import { rollupDrift } from './rollup-drift.ts';
import type { Fact } from '../measures/fact.ts';
import { digestOf, type Slice } from './slice.ts';
import { aLaterContract } from '../testing/a-later-contract.ts';
import { aSlice } from '../testing/a-slice.ts';
import { aToy, type Toy } from '../testing/a-toy.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';

const fact = (measure: string, value: number): Fact => ({
  measure,
  value,
  territory: 'COM-56121',
  programme: '*',
  member: '',
});

/** In which "computersFixed" is called "computersMended", and "screens" are not counted any more. */
const LATER = aLaterContract((facts) =>
  facts
    .filter(({ measure }) => measure !== 'screens')
    .map((one) => (one.measure === 'computersFixed' ? { ...one, measure: 'computersMended' } : one)),
);
const WITHOUT_MENDED = TOY_MEASURES.filter(({ name }) => name !== 'computersMended');

describe('A hub of another version', () => {
  let hub: Toy;
  beforeAll(async () => {
    hub = await aToy({ association: null });
  });
  afterEach(() => hub.reset());
  afterAll(() => hub.close());

  const take = async (slice: Slice, contracts = CONTRACTS) => {
    const receiver = { measures: TOY_MEASURES, pool: hub.database.pool, clock: hub.clock, isAllowed: () => true };
    return (await receive({ ...receiver, contracts }, { slices: [slice], heartbeats: [] }))[0];
  };
  const mended = async () => (await hub.read('computersMended', { period: '2011' })).value;

  it('counts what an older origin tells as it means it, and keeps it as it was told (invariant 17)', async () => {
    const facts = [fact('computersFixed', 3), fact('screens', 9)];
    const older = aSlice({ facts });
    expect(await take(older)).toMatchObject({ code: 'UNKNOWN_MEASURE' });
    expect(await take(older, LATER)).toMatchObject({ outcome: 'APPLIED' });
    expect(await mended()).toBe(3);
    const { rows } = await hub.database.pool.query<Fact>('select * from fact');
    expect(digestOf(rows)).toBe(older.digest);
    const newer = aSlice({ revision: 2, contract: LATER.newest, facts: [fact('computersMended', 4)] });
    expect(await take(newer)).toMatchObject({ outcome: 'REFUSED', code: 'UNKNOWN_CONTRACT' });
    expect(await take(newer, LATER)).toMatchObject({ outcome: 'APPLIED' });
    expect(await mended()).toBe(4);
    expect(await rollupDrift(hub.database.pool, TOY_MEASURES)).toEqual([]);
  });

  it('still understands the first version, and says what is older still', async () => {
    expect(await take(aSlice({ contract: 1, facts: [fact('computersMended', 2)] }))).toMatchObject({
      outcome: 'APPLIED',
    });
    expect(await mended()).toBe(2);
    expect(await take(aSlice({ contract: 0 }))).toMatchObject({ code: 'UNKNOWN_CONTRACT' });
  });

  it('checks the form of what it does not count', async () => {
    const strange = { ...fact('screens', 1), member: 'Marie Le Goff' };
    expect(await take(aSlice({ facts: [strange] }), LATER)).toMatchObject({ code: 'WRONG_MEMBER' });
    expect(await take(aSlice({ facts: [{ ...fact('screens', 1), territory: 'Lorient' }] }), LATER)).toMatchObject({
      code: 'UNKNOWN_TERRITORY',
    });
  });

  it('adds up anew, and once, when an upgrade removes a measure or brings it back (invariant 6)', async () => {
    const { pool } = hub.database;
    await take(aSlice({ facts: [fact('computersMended', 3)] }));
    await restateRollups(pool, TOY_MEASURES);
    const said: number[][] = [];
    const say = (...progress: number[]) => void said.push(progress);
    expect(await restateRollups(pool, WITHOUT_MENDED, { say })).toBeGreaterThan(0);
    expect(said).toEqual([[0, 1]]);
    expect(await restateRollups(pool, WITHOUT_MENDED)).toBe(0);
    expect(await rollupDrift(pool, WITHOUT_MENDED)).toEqual([]);
    expect(await mended()).toBe(0);
    await receive(
      { measures: WITHOUT_MENDED, pool, clock: hub.clock, isAllowed: () => true },
      { slices: [aSlice({ period: '2011-04' }), aSlice({ period: '2011-03', epoch: 2, facts: [] })], heartbeats: [] },
    );
    await take(aSlice({ period: '2011-05', facts: [fact('computersMended', 5)] }));
    expect(await restateRollups(pool, TOY_MEASURES)).toBe(0);
    expect(await mended()).toBe(5);
    expect(await rollupDrift(pool, TOY_MEASURES)).toEqual([]);
  });

  it('adds up anew, and once, when an upgrade comes with another map (invariant 6)', async () => {
    const { pool } = hub.database;
    await take(aSlice({ facts: [fact('computersMended', 3)] }));
    await restateRollups(pool, TOY_MEASURES, { map: 'a map on which the commune lies in another one' });
    await pool.query("update rollup set territory = 'COM-56098' where territory = 'COM-56121'");
    expect(await restateRollups(pool, TOY_MEASURES)).toBeGreaterThan(0);
    expect(await rollupDrift(pool, TOY_MEASURES)).toEqual([]);
    expect(await restateRollups(pool, TOY_MEASURES)).toBe(0);
  });
});
