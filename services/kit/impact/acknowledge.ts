import type { Publisher } from './publish-slices.ts';
import type { ReceivedSlice } from './figures-message.ts';

/** Notes what the hub answered to each slice. */
export async function acknowledge(publisher: Publisher, answers: readonly ReceivedSlice[]): Promise<void> {
  const isAhead = (answer: ReceivedSlice): boolean => isAheadOfUs(publisher, answer);
  for (const answer of answers.filter(isAhead)) await overtake(publisher, answer);
  await note(
    publisher,
    answers.filter((answer) => !isAhead(answer)),
  );
}

async function note({ pool, clock, upstream }: Publisher, answers: readonly ReceivedSlice[]): Promise<void> {
  const isRefused = ({ outcome }: ReceivedSlice): boolean => outcome === 'REFUSED' || outcome === 'CONFLICT';
  await pool.query(
    `insert into acknowledgement (hub, association, period, part, epoch, revision, refused_at, refusal)
     select $1, association, period, part, epoch, revision, case when refusal is not null then $2::timestamptz end, refusal
     from unnest($3::text[], $4::text[], $5::int[], $6::int[], $7::int[], $8::text[])
       as answer (association, period, part, epoch, revision, refusal)
     on conflict (association, period, part, hub) do update
     set epoch = excluded.epoch, revision = excluded.revision, refused_at = excluded.refused_at,
       refusal = excluded.refusal`,
    [
      upstream.url,
      clock.now(),
      answers.map(({ association }) => association),
      answers.map(({ period }) => period),
      answers.map(({ part }) => part),
      answers.map(({ epoch }) => epoch),
      answers.map(({ revision }) => revision),
      answers.map((answer) => (isRefused(answer) ? (answer.code ?? answer.outcome) : null)),
    ],
  );
}

/** Whether the hub holds something of our own that we no longer know: this instance was restored from a backup. */
function isAheadOfUs({ association }: Publisher, answer: ReceivedSlice): boolean {
  const { outcome, epoch, headEpoch, headRevision, revision } = answer;
  if (answer.association !== association || headEpoch === null || headRevision === null) return false;
  const isBehind = headEpoch > epoch || (headEpoch === epoch && headRevision > revision);
  return outcome === 'CONFLICT' || (outcome === 'STALE' && isBehind);
}

/** What the association says of itself now is what holds: its next number is above everything the hub has seen. */
async function overtake({ pool }: Publisher, answer: ReceivedSlice): Promise<void> {
  const { association, period, part, epoch, revision, headEpoch } = answer;
  await pool.query(
    `update slice set epoch = $6 where association = $1 and period = $2 and part = $3 and epoch = $4 and revision = $5`,
    [association, period, part, epoch, revision, headEpoch! + 1],
  );
}
