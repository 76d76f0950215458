import { Arg, Ctx, Mutation, Resolver, type ClassType } from 'type-graphql';
import { doubtSender } from '../install/doubt-sender.ts';
import { thisInstall } from '../install/this-install.ts';
import { countReceived } from './count-received.ts';
import type { ServiceContext } from '../../../platform/context/service-context.ts';
import type { SubgraphName } from '../../../platform/peers/subgraph.ts';
import { ReceiveFiguresInput, ReceiveFiguresPayload, receiveMutation } from '../message/figures-message.ts';
import { incarnationOf } from '../install/incarnation.ts';
import type { Measure } from '../../measures/measure.ts';
import type { Doubt } from '../message/doubt.ts';
import { noteRefused } from '../message/note-refusal.ts';
import { receive, refusedAll } from './receive-slices.ts';

export interface ReceiveOptions {
  service: SubgraphName;
  measures: readonly Measure[];
}

/** Four times what an instance sends at once (`publish/pending-slices.ts`). */
const MOST_SLICES = 200;
/** An association has one; a hub below sends those of its associations by the hundred (`publish/publish-slices.ts`). */
const MOST_HEARTBEATS = 1_000;
/** More installations than any hub has ever revoked. */
const MOST_INSTALLS = 5_000;

/** What of a message is more than is read at once. */
function whyTooMany({ slices, heartbeats, vouched }: ReceiveFiguresInput): Doubt | null {
  if (slices.length > MOST_SLICES) return tooMany('SLICES', MOST_SLICES);
  if (heartbeats.length > MOST_HEARTBEATS) return tooMany('HEARTBEATS', MOST_HEARTBEATS);
  return vouched.length > MOST_INSTALLS ? tooMany('INSTALLS', MOST_INSTALLS) : null;
}

const tooMany = (what: string, most: number): Doubt => ({
  code: `TOO_MANY_${what}`,
  message: `A message has ${most} ${what.toLowerCase()} at most: send the rest in another.`,
});

/** Refusals of a former installation or run of an association, for which a later one speaks. */
const ANOTHER_SPEAKS = new Set(['INSTALL_SUPERSEDED', 'ANOTHER_RUN_IS_ALIVE']);

/** The mutation by which a hub receives one service's figures: `receiveLendingFigures`, for the role `instance`. */
export function createReceiveFiguresResolver({ service, measures }: ReceiveOptions): ClassType {
  @Resolver()
  class ReceiveFiguresResolver {
    @Mutation(() => ReceiveFiguresPayload, {
      name: receiveMutation(service),
      description: `Applies slices of figures of ${service}: at least once is enough, in any order. Only an installation that is enrolled, approved and alone is believed.`,
    })
    async receive(
      @Arg('input', () => ReceiveFiguresInput) input: ReceiveFiguresInput,
      @Ctx() context: ServiceContext,
    ): Promise<ReceiveFiguresPayload> {
      const payload = await this.receiveAll(input, context);
      countReceived(context, payload);
      return payload;
    }

    private async receiveAll(input: ReceiveFiguresInput, context: ServiceContext): Promise<ReceiveFiguresPayload> {
      const { viewer, association, database, clock, newId, meetInstalls } = context;
      const { pool } = database;
      const now = clock.now();
      const listening = { service, spokesman: viewer.association, association, pool, now, newId, meetInstalls };
      const excess = whyTooMany(input);
      if (excess) return { slices: refusedAll(input.slices, excess), ...excess };
      const heard = await doubtSender(listening, input);
      if ('code' in heard) {
        const { code, challenge } = heard;
        const isRefused = !challenge && !ANOTHER_SPEAKS.has(code);
        if (viewer.association !== null && isRefused)
          await noteRefused(pool, 'HERE', { association: viewer.association, code, now });
        return { slices: refusedAll(input.slices, heard), ...heard };
      }
      const incarnation = incarnationOf(await thisInstall({ pool, association, publicKey: null, clock }));
      // What was acknowledged in another life is no promise of this one.
      const isOfNow = (input.incarnation ?? incarnation) === incarnation;
      const heartbeats = isOfNow ? input.heartbeats : [];
      const slices = await receive({ measures, pool, clock, ...heard }, { slices: input.slices, heartbeats });
      context.changed();
      return { slices, incarnation };
    }
  }
  return ReceiveFiguresResolver;
}
