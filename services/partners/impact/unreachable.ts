import { GraphQLError } from 'graphql';
import type { SubgraphName } from '../../../packages/platform/peers/subgraph.ts';

/** A service did not answer for its figures. Shown as such, never as a figure without a value. */
export class FiguresUnreachable extends GraphQLError {
  constructor(
    readonly service: SubgraphName,
    cause: unknown,
  ) {
    super(`The figures of ${service} cannot be reached; ask again later.`, {
      originalError: cause as Error,
      extensions: { code: 'FIGURES_UNREACHABLE', service },
    });
  }
}
