import { Query, Resolver, type ClassType } from 'type-graphql';
import { MeasureType } from '../../../packages/figures/read/figure.ts';

/** `Query.measures`, answering the catalogue of all services, which is generated with the schema. */
export function createListMeasures(catalogue: readonly MeasureType[]): ClassType {
  @Resolver()
  class ListMeasures {
    @Query(() => [MeasureType], { description: "Every figure's meaning, unit, kind and source." })
    measures() {
      return catalogue;
    }
  }
  return ListMeasures;
}
