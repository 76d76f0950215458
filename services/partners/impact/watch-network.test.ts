import { serviceViewer } from '../../../packages/platform/peers/call-peer.ts';
import { openDatabase, type Database } from '../../../packages/platform/database/database.ts';
import { createMetrics } from '../../../packages/platform/metrics/metrics.ts';
import type { About } from '../../../packages/platform/metrics/operator-log.ts';
import type { CallPeer } from '../../../packages/platform/peers/subgraph.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { registerAssociation } from '../association/association.factory.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { aPartnersService } from '../testing/partners.ts';
import { watchNetwork } from './watch-network.ts';

const NOW = '2011-06-15T11:00:00.000Z';
const THIS_MORNING = '2011-06-15T06:00:00.000Z';

let hub: ServiceUnderTest;
let database: Database;
beforeAll(async () => {
  hub = await aPartnersService({ association: null });
  for (const id of ['defis', 'caen']) await registerAssociation(hub.as('coordinator'), { id });
  database = await openDatabase({ url: hub.loginUrl, service: 'partners', entities: [Organisation] });
});
afterAll(async () => {
  await database.close();
  await hub.close();
});

/** The network as the four services have heard of it, watched. */
function aWatch(association: string | null = null) {
  const told: About[] = [];
  const heard: Record<string, string> = {};
  const missed = new Set<string>();
  const metrics = createMetrics();
  const callPeer: CallPeer = async (_peer, _document, { r }) => {
    const freshness = Object.entries(heard).map(([name, asOf]) => ({
      association: name,
      asOf,
      receivedAt: asOf,
      peopleAsOf: null,
      isPending: false,
      isOnTime: !missed.has(name),
    }));
    return { _entities: (r as { id: string }[]).map(({ id }) => ({ id, freshness })) };
  };
  const sql = database.reader(serviceViewer('partners', { association: null, hub: 'hub' }));
  const log = (_line: string, about: About): void => void told.push(about);
  const { clock } = hub;
  const watch = watchNetwork({ association, callPeer, clock, freshSeconds: 3600, log, metrics, sql });
  const hear = async (name: string, asOf: string): Promise<void> => {
    heard[name] = asOf;
    await database.pool.query(
      `insert into heard (association, as_of, received_at) values ($1, $2, $2)
       on conflict (association) do update set as_of = excluded.as_of`,
      [name, asOf],
    );
    const month = "insert into told_month values ($1, '2011-04', '2011-05-02') on conflict do nothing";
    await database.pool.query(month, [name]);
  };
  return { watch, hear, told, metrics, missed };
}

it('says once that an association is late, and once that it is back', async () => {
  const { watch, hear, told, metrics } = aWatch();
  await hear('defis', NOW);
  await hear('caen', THIS_MORNING);
  await watch();
  await watch();
  expect(told).toEqual([{ event: 'association_late', association: 'caen', asOf: THIS_MORNING }]);
  const late = await metrics.expose();
  expect(late).toContain('passerelle_association_late{association="caen"} 1');
  expect(late).toContain('passerelle_associations{state="expected"} 2');
  expect(late).toContain('passerelle_associations{state="up_to_date"} 1');
  await hear('caen', NOW);
  await watch();
  expect(told[1]).toEqual({ event: 'association_back', association: 'caen' });
  expect(await metrics.expose()).not.toContain('passerelle_association_late{association');
});

it('names those who were never heard of', async () => {
  await database.pool.query('delete from heard');
  const { watch, hear, told } = aWatch();
  await hear('defis', NOW);
  await watch();
  expect(told).toEqual([
    { event: 'association_late', association: 'caen', asOf: null },
    { event: 'month_not_on_time', association: 'caen', month: '2011-04' },
  ]);
});

it('says once who had not told the last closed month in time', async () => {
  const { watch, hear, told, metrics, missed } = aWatch();
  await hear('defis', NOW);
  await hear('caen', NOW);
  missed.add('caen');
  await watch();
  await watch();
  expect(told).toEqual([{ event: 'month_not_on_time', association: 'caen', month: '2011-04' }]);
  expect(await metrics.expose()).toContain('passerelle_associations{state="on_time"} 1');
});

it('watches nobody at an association', async () => {
  const { watch, told, metrics } = aWatch('defis');
  await watch();
  expect(told).toEqual([]);
  expect(await metrics.expose()).not.toContain('passerelle_associations{');
});

it('asks nobody for a month before they were a member', async () => {
  const newcomer = { id: 'rouen', covers: ['DEP-76'], memberSince: '2011-05-20' };
  await registerAssociation(hub.as('coordinator'), newcomer);
  const { watch, hear, told, metrics, missed } = aWatch();
  for (const id of ['defis', 'caen', 'rouen']) await hear(id, NOW);
  missed.add('rouen');
  await watch();
  expect(told).toEqual([]);
  const counted = await metrics.expose();
  for (const state of ['expected', 'on_time']) expect(counted).toContain(`passerelle_associations{state="${state}"} 3`);
});
