import { Arg, Ctx, Mutation, Resolver, type ClassType } from 'type-graphql';
import type { ServiceContext } from '../service-context.ts';
import type { SubgraphName } from '../subgraph.ts';
import type { Viewer } from '../viewer.ts';
import { ReceiveFiguresInput, ReceiveFiguresPayload, receiveMutation } from './figures-message.ts';
import type { Measure } from './measure.ts';
import { receive } from './receive-slices.ts';

export interface ReceiveOptions {
  service: SubgraphName;
  measures: readonly Measure[];
  /** Whether a viewer may speak for an association; by default an instance for the association of its token. */
  maySpeakFor?: (viewer: Viewer, association: string) => boolean;
}

const speaksForItself = (viewer: Viewer, association: string): boolean => viewer.association === association;

/** The mutation by which a hub receives one service's figures: `receiveLendingFigures`, for the role `instance`. */
export function createReceiveFiguresResolver({
  service,
  measures,
  maySpeakFor = speaksForItself,
}: ReceiveOptions): ClassType {
  @Resolver()
  class ReceiveFiguresResolver {
    @Mutation(() => ReceiveFiguresPayload, {
      name: receiveMutation(service),
      description: `Applies slices of figures of ${service}: at least once is enough, in any order.`,
    })
    async receive(
      @Arg('input', () => ReceiveFiguresInput) input: ReceiveFiguresInput,
      @Ctx() context: ServiceContext,
    ): Promise<ReceiveFiguresPayload> {
      const isAllowed = (association: string): boolean =>
        association !== context.association && maySpeakFor(context.viewer, association);
      const slices = await receive({ measures, pool: context.database.pool, clock: context.clock, isAllowed }, input);
      context.changed();
      return { slices };
    }
  }
  return ReceiveFiguresResolver;
}
