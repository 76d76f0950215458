import type pg from 'pg';
import type { Clock } from '../../clock.ts';
import { failpoint } from '../../failpoint.ts';
import { applySlice } from '../slice/apply-slice.ts';
import type { Contracts } from '../slice/contracts.ts';
import { doubtSlice, type Doubt } from './check-slice.ts';
import { countedByName, type CountedMeasure, type Measure } from '../measure/measure.ts';
import type { ReceivedSlice, ReceiveFiguresInput } from './figures-message.ts';
import { hear } from '../slice/hear.ts';
import { noteRefused, noteTaken } from './note-refusal.ts';
import type { Slice } from '../slice/slice.ts';
import { inTransaction } from '../slice/transaction.ts';

/** What receiving rests on. */
export interface Receiver {
  measures: readonly Measure[];
  pool: pg.Pool;
  clock: Clock;
  /** Whether the sender may speak for an association. */
  isAllowed(association: string): boolean;
  /** Whether it may say how fresh its figures are; as before unless told. */
  mayHear?(association: string): boolean;
  /** Why a slice does not come from whom it says it does; for messages from outside. */
  doubtSource?(slice: Slice): Doubt | null;
  /** The versions of slices it understands; those of this program unless told. */
  contracts?: Contracts;
}

/** Applies what was sent, each slice in a transaction of its own: one that is refused holds up no other. */
export async function receive(
  receiver: Receiver,
  { slices, heartbeats }: Pick<ReceiveFiguresInput, 'slices' | 'heartbeats'>,
): Promise<ReceivedSlice[]> {
  const measures = countedByName(receiver.measures);
  const received: ReceivedSlice[] = [];
  for (const slice of slices) received.push(await receiveOne(receiver, slice, measures));
  const { pool, clock, isAllowed, mayHear = isAllowed } = receiver;
  for (const { association, asOf, editions } of heartbeats) {
    if (!mayHear(association)) continue;
    await hear(pool, { association, asOf, editions: editions ?? [], now: clock.now() });
    // A sign of life says that everything was sent, and taken.
    await noteTaken(pool, 'HERE', association);
  }
  for (const { association, outcome, code } of received) {
    if (outcome !== 'REFUSED' || !isAllowed(association)) continue;
    await noteRefused(pool, 'HERE', { association, code: code ?? outcome, now: clock.now() });
  }
  return received;
}

async function receiveOne(
  { pool, clock, isAllowed, doubtSource, contracts }: Receiver,
  slice: Slice,
  measures: ReadonlyMap<string, CountedMeasure>,
): Promise<ReceivedSlice> {
  const { association, period, part, epoch, revision } = slice;
  const sent = { association, period, part, epoch, revision, ...NOTHING_HELD };
  const doubt = isAllowed(association)
    ? (doubtSource?.(slice) ?? doubtSlice(slice, measures, clock.now(), contracts))
    : NOT_ITS_OWN;
  if (doubt) return { ...sent, outcome: 'REFUSED', ...doubt };
  const applied = await inTransaction(pool, 'read committed', async (client) => {
    const result = await applySlice(client, slice, measures, clock.now(), contracts);
    await failpoint('RECEIVE_WRITTEN', 'receive');
    return result;
  });
  await failpoint('RECEIVE_COMMITTED', 'receive');
  return { ...sent, ...applied };
}

/** The answer to slices of a sender of whom nothing is believed. */
export const refusedAll = (slices: readonly Slice[], doubt: Doubt): ReceivedSlice[] =>
  slices.map(({ association, period, part, epoch, revision }) => ({
    ...NOTHING_HELD,
    association,
    period,
    part,
    epoch,
    revision,
    outcome: 'REFUSED',
    ...doubt,
  }));

const NOTHING_HELD = { headEpoch: null, headRevision: null, code: null, message: null };

const NOT_ITS_OWN: Doubt = {
  code: 'NOT_YOUR_ASSOCIATION',
  message: 'The sender may not speak for this association.',
};
