import { raiseEpoch } from '../install/raise-epoch.ts';
import type pg from 'pg';
import type { Publisher } from './publish-slices.ts';
import type { ReceivedSlice } from '../message/figures-message.ts';

/**
 * Notes what the hub answered to each slice; gives whether the epoch rose, since the hub was ahead of this database: all
 * that this association says is then sent again.
 */
export async function acknowledge(publisher: Publisher, answers: readonly ReceivedSlice[]): Promise<boolean> {
  const ahead = answers.filter((answer) => isAheadOfUs(publisher, answer));
  const { association, pool } = publisher;
  await note(
    publisher,
    answers.filter((answer) => !ahead.includes(answer)),
  );
  const holds = ({ outcome }: ReceivedSlice): boolean => outcome === 'APPLIED' || outcome === 'DUPLICATE';
  await forgetAbove(pool, answers.filter(holds));
  if (association === null || ahead.length === 0) return false;
  await raiseEpoch(pool, { association, above: Math.max(...ahead.map(({ headEpoch }) => headEpoch!)) });
  return true;
}

async function note({ pool, clock, upstream }: Publisher, answers: readonly ReceivedSlice[]): Promise<void> {
  const isRefused = ({ outcome }: ReceivedSlice): boolean => outcome === 'REFUSED' || outcome === 'CONFLICT';
  await pool.query(
    `insert into acknowledgement (hub, association, period, part, epoch, revision, refused_at, refusal, message)
     select $1, association, period, part, epoch, revision, case when refusal is not null then $2::timestamptz end, refusal, message
     from unnest($3::text[], $4::text[], $5::int[], $6::int[], $7::int[], $8::text[], $9::text[])
       as answer (association, period, part, epoch, revision, refusal, message)
     on conflict (association, period, part, hub) do update
     set epoch = excluded.epoch, revision = excluded.revision, refused_at = excluded.refused_at,
       refusal = excluded.refusal, message = excluded.message`,
    [
      upstream.url,
      clock.now(),
      answers.map(({ association }) => association),
      answers.map(({ period }) => period),
      answers.map(({ part }) => part),
      answers.map(({ epoch }) => epoch),
      answers.map(({ revision }) => revision),
      answers.map((answer) => (isRefused(answer) ? (answer.code ?? answer.outcome) : null)),
      answers.map((answer) => (isRefused(answer) ? answer.message : null)),
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

/** Forgets what the hub above has acknowledged since: it was overtaken. */
async function forgetAbove(
  db: Pick<pg.Pool, 'query'>,
  slices: readonly { association: string; period: string; part: number }[],
): Promise<void> {
  if (slices.length === 0) return;
  await db.query(
    `delete from held_above using unnest($1::text[], $2::text[], $3::int[]) as held (association, period, part)
      where held_above.association = held.association and held_above.period = held.period and held_above.part = held.part`,
    [slices.map(({ association }) => association), slices.map(({ period }) => period), slices.map(({ part }) => part)],
  );
}
