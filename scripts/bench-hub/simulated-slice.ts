import type { Period } from '../../packages/calendar/period.ts';
import { CONTRACT, digestOf, type Slice } from '../../packages/figures/slices/slice.ts';
import { sliceText } from '../../packages/figures/replication/install/signed-text.ts';
import type { SubgraphName } from '../../packages/platform/peers/subgraph.ts';
import type { Speaker } from './enter-network.ts';
import { MEASURES } from './services.ts';
import { simulateFacts } from './simulate-slices.ts';

/** A slice as the association would send it, signed. */
export function simulatedSlice(
  speaker: Speaker,
  service: SubgraphName,
  period: Period,
  { revision, asOf }: { revision: number; asOf: Date },
): Slice {
  const { id: association, install, key } = speaker;
  const facts = simulateFacts(speaker, MEASURES[service], period, revision);
  const told = { association, period, part: 0, epoch: 1, revision, digest: digestOf(facts), asOf };
  const unsigned = { ...told, contract: CONTRACT, sealed: false, reason: null, install };
  return { ...unsigned, facts, signature: key.sign(sliceText(service, unsigned)) };
}
