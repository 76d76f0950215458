import type { ReceivedSlice, ReceiveFiguresPayload } from '../message/figures-message.ts';
import type { ServiceContext } from '../../../platform/context/service-context.ts';
import { isOnceAnHour } from '../../../platform/metrics/once-an-hour.ts';
import type { OperatorEvent } from '../../../platform/metrics/operator-log.ts';

/** What a hub tells its operator of a message, by the code of its refusal. */
const EVENT_OF: Record<string, OperatorEvent> = {
  WRONG_SIGNATURE: 'signature_refused',
  UNSIGNED: 'signature_refused',
  UNKNOWN_INSTALL: 'signature_refused',
  NOT_ENROLLED: 'install_not_approved',
  NOT_APPROVED: 'install_not_approved',
  INSTALL_SUPERSEDED: 'install_not_approved',
  INSTALL_REVOKED: 'install_not_approved',
  ANOTHER_RUN_IS_ALIVE: 'run_fenced',
  OUTSIDE_COVERAGE: 'figures_doubted',
  IMPLAUSIBLE: 'figures_doubted',
};

type Receiving = Pick<ServiceContext, 'clock' | 'database' | 'log' | 'metrics' | 'viewer'>;

/** Counts what became of a message and its slices, and tells the operator what somebody may have to act on. */
export function countReceived(receiving: Receiving, { code, challenge, slices }: ReceiveFiguresPayload): void {
  // How each run begins: the same comes again at once.
  if (challenge) return;
  const { metrics, database, viewer } = receiving;
  const { service } = database;
  if (code) {
    // Nobody was believed: neither is whose slices they say they are.
    metrics.slices.inc({ service, outcome: 'REFUSED' }, slices.length);
    metrics.doubts.inc({ service, code }, slices.length);
    return tell(receiving, EVENT_OF[code], viewer.association ?? 'another hub', code);
  }
  for (const slice of slices) {
    metrics.slices.inc({ service, outcome: slice.outcome });
    if (slice.outcome === 'REFUSED') metrics.doubts.inc({ service, code: slice.code ?? 'UNKNOWN' });
    tell(receiving, eventOf(slice), slice.association, slice.code ?? slice.outcome);
  }
}

function eventOf({ outcome, code, epoch, headEpoch }: ReceivedSlice): OperatorEvent | undefined {
  if (outcome === 'CONFLICT') return 'slice_conflict';
  if (outcome === 'STALE' && headEpoch !== null && epoch < headEpoch) return 'stale_epoch';
  return outcome === 'REFUSED' && code !== null ? EVENT_OF[code] : undefined;
}

function tell(
  { log, database, clock }: Receiving,
  event: OperatorEvent | undefined,
  association: string,
  code: string,
): void {
  if (!event || !isOnceAnHour(database, `${event}|${association}`, clock.now())) return;
  log(`${database.service}: what came from ${association} was not taken: ${code}`, { event, association, code });
}
