import type { SubgraphName } from '../../../platform/peers/subgraph.ts';

/** `Lending`, as verbs on one service's figures are named: `sealLendingFigures`. */
const titleOf = (service: SubgraphName): string => `${service.charAt(0).toUpperCase()}${service.slice(1)}`;

/** A verb on the figures of a service: `sealLendingFigures`. */
export const operationVerb = (verb: string, service: SubgraphName): string => `${verb}${titleOf(service)}Figures`;

/** `lendingFiguresStatus` */
export const statusQuery = (service: SubgraphName): string => `${service}FiguresStatus`;

/** `lendingFiguresManifest` */
export const manifestQuery = (service: SubgraphName): string => `${service}FiguresManifest`;

/** `lendingSealedFigures` */
export const sealedQuery = (service: SubgraphName): string => `${service}SealedFigures`;
