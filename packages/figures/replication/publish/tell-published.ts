import { isOnceAnHour } from '../../../platform/metrics/once-an-hour.ts';
import type { ReceivedSlice } from '../message/figures-message.ts';
import type { Publisher } from './publish-slices.ts';

type Telling = Pick<Publisher, 'clock' | 'log' | 'pool' | 'service' | 'upstream'>;

/** Tells the operator what the hub refused, and that this database says all it says in a new epoch. */
export function tellPublished(
  { service, upstream, pool, clock, log }: Telling,
  answers: readonly ReceivedSlice[],
  hasRisen: boolean,
): void {
  const refused = answers.filter(({ outcome }) => outcome === 'REFUSED');
  const codes = [...new Set(refused.flatMap(({ code }) => code ?? []))].join();
  if (refused.length > 0 && isOnceAnHour(pool, `refused|${codes}`, clock.now())) {
    const line = `${service}: ${upstream.url} refuses ${refused.length} slices: ${codes}; they are sent again`;
    log?.(line, { event: 'slice_refused_upstream', slices: refused.length, codes });
  }
  if (!hasRisen) return;
  const line = `${service}: ${upstream.url} held what this database does not know: a new epoch begins, and all is sent again`;
  log?.(line, { event: 'epoch_raised' });
}

/** Tells the operator that the hub was restarted or restored: it is compared with. */
export function tellReborn({ service, upstream, log }: Telling): void {
  const line = `${service}: ${upstream.url} was started anew; both sides are compared`;
  log?.(line, { event: 'hub_incarnation_changed', hub: upstream.url });
}
