import type { JobSettings } from '../../platform/jobs/job-settings.ts';
import { createSubgraph, type SubgraphOptions } from '../../platform/service/create-subgraph.ts';
import { aService, type ServiceSetting, type ServiceUnderTest } from '../../platform/testing/a-service.ts';
import type { KnownInstall } from '../../platform/peers/meet-installs.ts';
import { aDirectory } from '../replication/install/testing/an-install.ts';
import type { CallPeer } from '../../platform/peers/subgraph.ts';
import type { Upstream } from '../../platform/peers/upstream.ts';
import { figures } from '../figures.ts';
import { ToyLoan, TOY_MIGRATIONS } from './a-toy.ts';
import { TOY_MEASURES } from './toy-measures.ts';

const createToySubgraph = (options: SubgraphOptions) =>
  createSubgraph(options, {
    name: 'lending',
    entities: [ToyLoan],
    resolvers: [],
    references: {},
    policies: {},
    parts: [figures({ service: 'lending', measures: TOY_MEASURES })],
  });

export interface ToyService extends ServiceUnderTest {
  /** Who may speak to it, by installation; nobody, to begin with. */
  installs: Map<string, KnownInstall>;
}

/** The toy served over HTTP, as a hub or as an association. */
export async function aToyService(setting: {
  association: string | null;
  today?: string;
  jobs?: JobSettings;
  upstream?: Upstream;
  metrics?: ServiceSetting['metrics'];
  /** Who answers instead of the installs above. */
  callPeer?: CallPeer;
}): Promise<ToyService> {
  const { known: installs, callPeer } = aDirectory();
  const toy = { name: 'lending', migrations: TOY_MIGRATIONS, create: createToySubgraph, callPeer } as const;
  return { installs, ...(await aService({ ...toy, today: '2011-12-31', ...setting })) };
}
