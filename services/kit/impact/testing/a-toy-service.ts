import type { JobSettings } from '../../create-subgraph.ts';
import { createSubgraph, type SubgraphOptions } from '../../create-subgraph.ts';
import { aService, type ServiceSetting, type ServiceUnderTest } from '../../testing/a-service.ts';
import type { KnownInstall } from '../../install/meet-installs.ts';
import { aDirectory } from '../../install/testing/an-install.ts';
import type { CallPeer } from '../../subgraph.ts';
import { createImpactPart } from '../read/impact-resolver.ts';
import { createManifestResolver, manifestPolicies } from '../compare/manifest-resolver.ts';
import { createOperateFiguresResolver } from '../operate/operate-figures.ts';
import { operatorPolicies } from '../operate/operator-policies.ts';
import type { Upstream } from '../publish/publish-slices.ts';
import { createReceiveFiguresResolver } from '../receive/receive-figures.ts';
import { ToyLoan, TOY_MIGRATIONS } from './a-toy.ts';
import { TOY_MEASURES } from './toy-measures.ts';

const { Impact, ImpactResolver, findImpact } = createImpactPart({ service: 'lending', measures: TOY_MEASURES });
const receiver = createReceiveFiguresResolver({ service: 'lending', measures: TOY_MEASURES });

const operator = createOperateFiguresResolver({ service: 'lending', measures: TOY_MEASURES });

const createToySubgraph = (options: SubgraphOptions) =>
  createSubgraph(options, {
    name: 'lending',
    entities: [ToyLoan],
    measures: TOY_MEASURES,
    resolvers: [ImpactResolver, receiver, operator, createManifestResolver('lending')],
    references: { Impact: findImpact },
    orphanedTypes: [Impact],
    policies: {
      Impact: 'PUBLIC',
      'Mutation.receiveLendingFigures': ['instance'],
      ...operatorPolicies('lending'),
      ...manifestPolicies('lending'),
    },
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
