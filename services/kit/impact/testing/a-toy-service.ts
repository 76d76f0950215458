import type { JobSettings } from '../../create-subgraph.ts';
import { createSubgraph, type SubgraphOptions } from '../../create-subgraph.ts';
import { aService, type ServiceSetting, type ServiceUnderTest } from '../../testing/a-service.ts';
import { createImpactPart } from '../impact-resolver.ts';
import { createReceiveFiguresResolver } from '../receive-figures.ts';
import { ToyLoan, TOY_MIGRATIONS } from './a-toy.ts';
import { TOY_MEASURES } from './toy-measures.ts';

const { Impact, ImpactResolver, findImpact } = createImpactPart({ service: 'lending', measures: TOY_MEASURES });
const receiver = createReceiveFiguresResolver({ service: 'lending', measures: TOY_MEASURES });

const createToySubgraph = (options: SubgraphOptions) =>
  createSubgraph(options, {
    name: 'lending',
    entities: [ToyLoan],
    measures: TOY_MEASURES,
    resolvers: [ImpactResolver, receiver],
    references: { Impact: findImpact },
    orphanedTypes: [Impact],
    policies: { Impact: 'PUBLIC', 'Mutation.receiveLendingFigures': ['instance'] },
  });

/** The toy served over HTTP, as a hub or as an association. */
export const aToyService = (setting: {
  association: string | null;
  today?: string;
  jobs?: JobSettings;
  metrics?: ServiceSetting['metrics'];
}): Promise<ServiceUnderTest> =>
  aService({ name: 'lending', migrations: TOY_MIGRATIONS, create: createToySubgraph, today: '2011-12-31', ...setting });
