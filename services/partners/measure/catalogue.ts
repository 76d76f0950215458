import type { MeasureType } from '../../../packages/figures/read/figure.ts';
import type { SubgraphName } from '../../../packages/platform/peers/subgraph.ts';

/** A measure of the catalogue, with the service that answers its figure. */
export type CataloguedMeasure = MeasureType & { service: SubgraphName };

export type Catalogue = readonly CataloguedMeasure[];

/** The names that a target may aim at. */
export const indicatorsOf = (catalogue: Catalogue): ReadonlySet<string> => new Set(catalogue.map(({ name }) => name));
