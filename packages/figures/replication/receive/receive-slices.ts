import type pg from 'pg';
import type { Clock } from '../../../calendar/clock.ts';
import { failpoint } from '../../../platform/context/failpoint.ts';
import { applySlice } from '../../slices/apply-slice.ts';
import type { Contracts } from '../../slices/contracts.ts';
import type { Doubt } from '../message/doubt.ts';
import { doubtSlice } from './check-slice.ts';
import { countedByName, type CountedMeasure, type Measure } from '../../measures/measure.ts';
import type { ReceivedSlice, ReceiveFiguresInput } from '../message/figures-message.ts';
import { hear } from '../../slices/hear.ts';
import { doubtImplausible } from './doubt-implausible.ts';
import { noteRefused, noteTaken } from '../message/note-refusal.ts';
import { doubtOutside } from './outside-coverage.ts';
import { forgetRefusedSlice, noteRefusedSlice } from './refused-slices.ts';
import { usualFigures, type UsualFigures } from './usual-figures.ts';
import type { Slice } from '../../slices/slice.ts';
import { inTransaction } from '../../slices/transaction.ts';

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
  /** The departments that the association of a slice works in; all of them unless told. */
  departmentsOf?(slice: Slice): ReadonlySet<string>;
  /** The versions of slices it understands; those of this program unless told. */
  contracts?: Contracts;
}

/** Applies what was sent, each slice in a transaction of its own: one that is refused holds up no other. */
export async function receive(
  receiver: Receiver,
  { slices, heartbeats }: Pick<ReceiveFiguresInput, 'slices' | 'heartbeats'>,
): Promise<ReceivedSlice[]> {
  const { pool, clock, isAllowed, mayHear = isAllowed } = receiver;
  const names = slices.map(({ association }) => association).filter(isAllowed);
  const usual = await usualFigures(pool, names, clock.now());
  const known = { measures: countedByName(receiver.measures), usual };
  const received: ReceivedSlice[] = [];
  for (const slice of slices) received.push(await receiveOne(receiver, slice, known));
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

/** What slices are held against. */
interface Known {
  measures: ReadonlyMap<string, CountedMeasure>;
  usual: UsualFigures;
}

async function receiveOne(receiver: Receiver, slice: Slice, known: Known): Promise<ReceivedSlice> {
  const { pool, clock, contracts } = receiver;
  const { association, period, part, epoch, revision } = slice;
  const sent = { association, period, part, epoch, revision, ...NOTHING_HELD };
  const refused = (doubt: Doubt): ReceivedSlice => ({ ...sent, outcome: 'REFUSED', ...said(doubt) });
  const doubt = doubtForm(receiver, slice, known);
  if (doubt) return refused(doubt);
  const contentDoubt = doubtContent(receiver, slice, known);
  if (contentDoubt) {
    await noteRefusedSlice(pool, slice, contentDoubt, clock.now());
    return refused(contentDoubt);
  }
  const applied = await inTransaction(pool, 'read committed', async (client) => {
    const result = await applySlice(client, slice, known.measures, clock.now(), contracts);
    await forgetRefusedSlice(client, slice);
    await failpoint('RECEIVE_WRITTEN', 'receive');
    return result;
  });
  await failpoint('RECEIVE_COMMITTED', 'receive');
  return { ...sent, ...applied };
}

/** Who says it, and whether it may be said like this. */
function doubtForm({ isAllowed, doubtSource, clock, contracts }: Receiver, slice: Slice, { measures }: Known) {
  if (!isAllowed(slice.association)) return NOT_ITS_OWN;
  return doubtSource?.(slice) ?? doubtSlice(slice, measures, clock.now(), contracts);
}

/** Whether it may be true. */
function doubtContent({ departmentsOf, contracts }: Receiver, slice: Slice, { measures, usual }: Known) {
  const outside = departmentsOf && doubtOutside(slice, departmentsOf(slice));
  return outside ?? doubtImplausible(slice, measures, usual, contracts);
}

const said = ({ code, message }: Doubt): Doubt => ({ code, message });

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
