import pg from 'pg';
import { openDatabase } from '../../../packages/platform/database/database.ts';
import { createFigures } from '../../../packages/figures/run/figures-jobs.ts';
import { aService, type ServiceSetting, type ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import type { Catalogue } from '../measure/catalogue.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { composites, measures } from '../measures.ts';
import { migrations } from '../migrations/migrations.ts';
import { createSubgraph } from '../../../packages/platform/service/create-subgraph.ts';
import { partnersWith } from '../subgraph.ts';
import { A_CATALOGUE } from './catalogue.ts';
import { thePeers } from './peers.ts';

/** The composites alone, which need no other service to be described. */
const OWN_CATALOGUE: Catalogue = Object.values(composites).map((measure) => ({
  ...measure,
  service: 'partners' as const,
}));

/** This service over HTTP on a database of its own, in Lorient on 15 June 2011 unless told otherwise. */
export function aPartnersService(
  setting: Partial<ServiceSetting> = {},
  catalogue = OWN_CATALOGUE,
): Promise<ServiceUnderTest> {
  return aService({
    name: 'partners',
    migrations,
    create: (options) => createSubgraph(options, partnersWith(catalogue)),
    ...setting,
  });
}

/** Builds the service's figures at once, as its queue would within seconds. */
export async function buildFigures({ loginUrl, clock }: ServiceUnderTest): Promise<void> {
  const database = await openDatabase({ url: loginUrl, service: 'partners', entities: [Organisation] });
  const own = { association: 'defis', seat: 'COM-56121' };
  await createFigures({ database, measures, clock, ...own, upstream: null }).build();
  await database.close();
}

/** The same beside scripted peers, with figures of theirs in its catalogue; in 2012, when 2011 can be reported on. */
export async function aReportingService(setting: Partial<ServiceSetting> = {}) {
  const peers = thePeers();
  const { callPeer } = peers;
  const partners = await aPartnersService({ callPeer, today: '2012-01-15', ...setting }, A_CATALOGUE);
  return { partners, peers };
}

/** Runs SQL on its tables as their owner, whom no row-level security binds. */
export async function runSql<Row extends object>({ databaseUrl }: ServiceUnderTest, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c search_path=partners' });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
