import { aService, type ServiceSetting, type ServiceUnderTest } from '../../kit/testing/a-service.ts';
import { migrations } from '../migrations/migrations.ts';
import { createPartnersSubgraph } from '../subgraph.ts';

/** This service over HTTP on a database of its own, in Lorient on 15 June 2011 unless told otherwise. */
export function aPartnersService(setting: Partial<ServiceSetting> = {}): Promise<ServiceUnderTest> {
  return aService({ name: 'partners', migrations, create: createPartnersSubgraph, ...setting });
}
