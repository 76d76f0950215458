import { aToy, type Toy } from '../../packages/figures/testing/a-toy.ts';
import { aSlice } from '../../packages/figures/testing/a-slice.ts';
import { TOY_MEASURES } from '../../packages/figures/testing/toy-measures.ts';
import { countedMeasures } from '../../packages/figures/measures/measure.ts';
import { receive } from '../../packages/figures/replication/receive/receive-slices.ts';
import { loadHistory } from './load-history.ts';
import { simulateNetwork } from './simulate-network.ts';
import { periodsOfYear, simulateFacts } from './simulate-slices.ts';

let hub: Toy;
beforeAll(async () => {
  hub = await aToy({ association: null, today: '2020-03-15' });
});
afterAll(() => hub.close());

const measures = countedMeasures(TOY_MEASURES);
const [association] = simulateNetwork(1, '2016-12-31', '2020-03-15');
const year = [...periodsOfYear('2018'), 'ever'].map((period) =>
  aSlice({ association: association!.id, period, facts: simulateFacts(association!, measures, period, 1) }),
);

async function stored(): Promise<unknown[]> {
  const { pool } = hub.database;
  const read = (sql: string) => pool.query(sql).then(({ rows }) => rows as unknown[]);
  return [
    await read('select association, period, part, epoch, revision, digest from slice order by period'),
    await read('select * from fact order by period, measure, territory, programme, member'),
    await read('select * from rollup order by territory, period, measure, programme, member'),
  ];
}

describe('a simulated year', () => {
  it('is believed by a hub, and leaves the same when it is loaded at once', async () => {
    const { pool } = hub.database;
    const receiver = { measures: TOY_MEASURES, pool, clock: hub.clock, isAllowed: () => true };
    const received = await receive(receiver, { slices: year, heartbeats: [] });
    expect(new Set(received.map(({ outcome }) => outcome))).toEqual(new Set(['APPLIED']));
    const applied = await stored();
    await hub.reset();
    const client = await pool.connect();
    await loadHistory(client, year, new Map(measures.map((measure) => [measure.name, measure])));
    client.release();
    expect(await stored()).toEqual(applied);
    expect((applied[2] as unknown[]).length).toBeGreaterThan(100);
  });
});
