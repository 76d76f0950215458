import 'reflect-metadata';
import type { ServicePart } from '../platform/service/service-part.ts';
import type { SubgraphName } from '../platform/peers/subgraph.ts';
import { createManifestResolver, manifestPolicies } from './replication/compare/manifest-resolver.ts';
import type { Measure } from './measures/measure.ts';
import { DoubtedSliceResolver } from './operate/doubted-slice.ts';
import { createOperateFiguresResolver } from './operate/operate-figures.ts';
import { operatorPolicies } from './operate/operator-policies.ts';
import { readFiguresAtScrape } from './operate/read-figures-at-scrape.ts';
import { receivePolicies } from './replication/message/figures-message.ts';
import { createImpactPart, type ImpactPart } from './read/impact-resolver.ts';
import { PublicationRefusalResolver } from './read/publication-refusal.ts';
import { createReceiveFiguresResolver } from './replication/receive/receive-figures.ts';
import { figuresJobs } from './run/figures-jobs.ts';

/** What figures are of. */
export interface FiguresParts {
  service: SubgraphName;
  measures: readonly Measure[];
  /** Its share of `Impact`, for a service that adds to it. */
  impact?: Omit<ImpactPart, 'figures'>;
}

/** What a service needs to have figures: its share of `Impact`, the verbs of hubs and operators, its tasks and metrics. */
export function figures({ service, measures, impact }: FiguresParts): ServicePart {
  const { Impact, ImpactResolver, findImpact } = impact ?? createImpactPart({ service, measures });
  return {
    resolvers: [
      ImpactResolver,
      createReceiveFiguresResolver({ service, measures }),
      createOperateFiguresResolver({ service, measures }),
      createManifestResolver(service),
      PublicationRefusalResolver,
      DoubtedSliceResolver,
    ],
    references: { Impact: findImpact },
    orphanedTypes: [Impact],
    policies: {
      Impact: 'PUBLIC',
      ...receivePolicies(service),
      ...operatorPolicies(service),
      ...manifestPolicies(service),
    },
    jobs: (context, { heartbeatSeconds }) => figuresJobs({ ...context, measures, heartbeatSeconds }),
    readAtScrape: readFiguresAtScrape,
  };
}
