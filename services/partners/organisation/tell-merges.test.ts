import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import type { SubgraphName } from '../../../packages/platform/peers/subgraph.ts';
import { aPartnersService, runSql } from '../testing/partners.ts';
import { anOrganisation, mergeOrganisations } from './organisation.factory.ts';

type Merges = { id: string; keptId: string }[];

/** Services that note what they are told to follow, unless they are away. */
function following() {
  const told = new Map<SubgraphName, Merges>();
  const away = new Set<SubgraphName>();
  const callPeer = async (peer: SubgraphName, document: string, { input }: Record<string, unknown>) => {
    if (away.has(peer)) throw new Error('connection refused');
    told.set(peer, (input as { merges: Merges }).merges);
    return { [/\{ (\w+)\(/.exec(document)![1]!]: { userErrors: [] } };
  };
  return { told, away, callPeer };
}

const PEERS = ['inventory', 'lending', 'training'] as const;

let partners: ServiceUnderTest;
afterEach(() => partners.close());

const twoEntries = async (): Promise<[string, string]> => [
  (await anOrganisation(partners.as('manager'))).id,
  (await anOrganisation(partners.as('manager'))).id,
];

test('a merge is told to every other service before it is answered, as it stands by then', async () => {
  const { told, callPeer } = following();
  partners = await aPartnersService({ callPeer });
  const [first, second] = await twoEntries();
  const [third] = await twoEntries();
  await mergeOrganisations(partners.as('manager'), first, second);
  await mergeOrganisations(partners.as('manager'), second, third);
  const merges = [first, second].toSorted().map((id) => ({ id, keptId: third }));
  for (const peer of PEERS) expect(told.get(peer)).toEqual(merges);
});

test('a service that is away keeps no other from following, and is told by a job that the merge left', async () => {
  const { told, away, callPeer } = following();
  away.add('inventory');
  partners = await aPartnersService({ callPeer });
  const [given, kept] = await twoEntries();
  const { userErrors } = await mergeOrganisations(partners.as('manager'), given, kept);
  expect(userErrors).toEqual([]);
  expect([...told.keys()].toSorted()).toEqual(['lending', 'training']);
  const jobs = 'select task_identifier as task, max_attempts from partners_jobs.jobs';
  expect(await runSql(partners, jobs)).toEqual([{ task: 'tell_merges', max_attempts: 1000 }]);
});

test('a start tells what was merged before, again and again until everybody has followed', async () => {
  const { told, away, callPeer } = following();
  away.add('training');
  const jobs = { upstream: null, heartbeatSeconds: 60, log: () => {} };
  partners = await aPartnersService({ callPeer, jobs });
  const [given, kept] = await twoEntries();
  await runSql(partners, `update organisation set merged_into = '${kept}' where id = '${given}'`);
  await runSql(partners, "select partners_jobs.add_job('tell_merges', job_key => 'tell_merges')");
  const heard = async (peer: SubgraphName): Promise<void> => {
    for (let tries = 0; !told.has(peer) && tries < 100; tries++) await wait(100);
    expect(told.get(peer)).toEqual([{ id: given, keptId: kept }]);
  };
  await heard('inventory');
  expect(told.has('training')).toBe(false);
  away.clear();
  await heard('training');
}, 30_000);
