import { openDatabase } from '../../kit/database/database.ts';
import { createFigures } from '../../kit/impact/start-figures.ts';
import { aService, type ServiceSetting, type ServiceUnderTest } from '../../kit/testing/a-service.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { composites, measures } from '../measures.ts';
import { migrations } from '../migrations/migrations.ts';
import { createSubgraph } from '../../kit/create-subgraph.ts';
import { partnersWith } from '../subgraph.ts';

/** This service over HTTP on a database of its own, in Lorient on 15 June 2011 unless told otherwise. */
export function aPartnersService(setting: Partial<ServiceSetting> = {}): Promise<ServiceUnderTest> {
  return aService({
    name: 'partners',
    migrations,
    create: (options) => createSubgraph(options, partnersWith(Object.values(composites))),
    ...setting,
  });
}

/** Builds the service's figures at once, as its queue would within seconds. */
export async function buildFigures({ databaseUrl, clock }: ServiceUnderTest): Promise<void> {
  const database = await openDatabase({ url: databaseUrl, service: 'partners', entities: [Organisation] });
  const own = { association: 'defis', seat: 'COM-56121' };
  await createFigures({ database, measures, clock, ...own, upstream: null }).build();
  await database.close();
}
