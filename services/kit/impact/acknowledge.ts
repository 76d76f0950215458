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

async function note({ pool, clock }: Publisher, answers: readonly ReceivedSlice[]): Promise<void> {
  const isRefused = ({ outcome }: ReceivedSlice): boolean => outcome === 'REFUSED' || outcome === 'CONFLICT';
  await pool.query(
    `insert into acknowledgement (association, period, revision, refused_at, refusal)
     select association, period, revision, case when refusal is not null then $5::timestamptz end, refusal
     from unnest($1::text[], $2::text[], $3::int[], $4::text[]) as answer (association, period, revision, refusal)
     on conflict (association, period) do update
     set revision = excluded.revision, refused_at = excluded.refused_at, refusal = excluded.refusal`,
    [
      answers.map(({ association }) => association),
      answers.map(({ period }) => period),
      answers.map(({ revision }) => revision),
      answers.map((answer) => (isRefused(answer) ? (answer.code ?? answer.outcome) : null)),
      clock.now(),
    ],
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
