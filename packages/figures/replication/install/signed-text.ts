import type { Slice } from '../../slices/slice.ts';
import type { SubgraphName } from '../../../platform/peers/subgraph.ts';

/** What an installation signs of each slice; the digest stands for the facts. */
export const sliceText = (service: SubgraphName, slice: Omit<Slice, 'facts' | 'signature'>): string =>
  JSON.stringify([
    slice.association,
    service,
    slice.period,
    slice.part,
    slice.install,
    slice.epoch,
    slice.revision,
    slice.contract,
    slice.sealed,
    slice.reason,
    slice.asOf.toISOString(),
    slice.digest,
  ]);

/** What a message carries besides who sends it. */
export interface Sent {
  slices: readonly Pick<Slice, 'signature'>[];
  heartbeats: readonly {
    association: string;
    asOf: Date;
    editions?: readonly { bundle: string; toldAt: Date }[] | null;
  }[];
  vouched: readonly { install: string; association: string; publicKey: string; state: string }[];
}

/** What an installation signs of a whole message. */
export const messageText = (
  service: SubgraphName,
  { install, run, challenge = null }: { install: string; run: string; challenge?: string | null },
  { slices, heartbeats, vouched }: Sent,
): string =>
  JSON.stringify([
    service,
    install,
    run,
    slices.map(({ signature }) => signature),
    heartbeats.map(({ association, asOf, editions }) => [
      association,
      asOf.toISOString(),
      // From the database they come as texts.
      editions?.map(({ bundle, toldAt }) => [bundle, new Date(toldAt).toISOString()]) ?? [],
    ]),
    vouched.map((one) => [one.install, one.association, one.publicKey, one.state]),
    ...(challenge === null ? [] : [challenge]),
  ]);

/** What an installation signs when it enrols, to show that it holds the key. Spaces around a typed code do not count. */
export const enrolmentText = (code: string, install: string, publicKey: string): string =>
  JSON.stringify([code.trim(), install, publicKey]);
