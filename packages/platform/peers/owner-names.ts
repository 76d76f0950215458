import type { SubgraphName } from './subgraph.ts';

/** The query by which a service says what its ids name: `lendingKnows`. */
export const ownerQuery = (service: SubgraphName): string => `${service}Knows`;
