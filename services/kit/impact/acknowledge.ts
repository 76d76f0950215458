import type { Publisher } from './publish-slices.ts';
import type { ReceivedSlice } from './figures-message.ts';

/** Notes what the hub answered to each slice. */
export async function acknowledge(publisher: Publisher, answers: readonly ReceivedSlice[]): Promise<void> {
  for (const answer of answers) await noteOne(publisher, answer);
}

async function noteOne(publisher: Publisher, answer: ReceivedSlice): Promise<void> {
  const { association, period, revision, outcome, code } = answer;
  if (isAheadOfUs(publisher, answer)) return overtake(publisher, answer);
  if (outcome === 'REFUSED' || outcome === 'CONFLICT') {
    await publisher.pool.query(
      'update slice set refused_at = $3, refusal = $4 where association = $1 and period = $2',
      [association, period, publisher.clock.now(), code ?? outcome],
    );
    return;
  }
  await publisher.pool.query(
    `update slice set acknowledged_revision = greatest(acknowledged_revision, $3), refused_at = null, refusal = null
     where association = $1 and period = $2`,
    [association, period, revision],
  );
}

/** Whether the hub holds something of our own that we no longer know: this instance was restored from a backup. */
function isAheadOfUs({ association }: Publisher, answer: ReceivedSlice): boolean {
  const { outcome, headRevision, revision } = answer;
  if (answer.association !== association || headRevision === null) return false;
  return outcome === 'CONFLICT' || (outcome === 'STALE' && headRevision > revision);
}

/** What the association says of itself now is what holds: its next number is above everything the hub has seen. */
async function overtake(
  { pool }: Publisher,
  { association, period, revision, headRevision }: ReceivedSlice,
): Promise<void> {
  await pool.query(
    'update slice set revision = $4 where association = $1 and period = $2 and revision = $3 and revision <= $5',
    [association, period, revision, headRevision! + 1, headRevision],
  );
}
