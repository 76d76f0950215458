import type pg from 'pg';
import type { ThisInstall } from './this-install.ts';

/**
 * Which life of a hub speaks. It changes with each start: a hub that was restored was started, whatever it was restored by,
 * and comparing once too often costs one question.
 */
export const incarnationOf = ({ id, run }: Pick<ThisInstall, 'id' | 'run'>): string => `${id}/${run}`;

/** Notes in which life a hub answered; gives whether it answered in another one before. */
export async function noteIncarnation(pool: pg.Pool, hub: string, incarnation: string): Promise<boolean> {
  const { rows } = await pool.query<{ is_another: boolean }>(
    `insert into hub_seen (hub, incarnation) values ($1, $2)
     on conflict (hub) do update set incarnation = $2 where hub_seen.incarnation <> $2
     returning xmax <> 0 as is_another`,
    [hub, incarnation],
  );
  return rows[0]?.is_another ?? false;
}

/** In which life a hub last answered, if ever, and whether it has lived anew since both sides were last compared. */
export async function hubSeen(pool: pg.Pool, hub: string): Promise<{ incarnation: string | null; isReborn: boolean }> {
  const { rows } = await pool.query<{ incarnation: string; isReborn: boolean }>(
    'select incarnation, coalesce(compared_incarnation <> incarnation, false) as "isReborn" from hub_seen where hub = $1',
    [hub],
  );
  return rows[0] ?? { incarnation: null, isReborn: false };
}

/** Whether a hub has to be compared with: it lives anew, this side has told everything anew, or the hub holds what this side does not know. */
export async function mustCompare(pool: pg.Pool, hub: string): Promise<boolean> {
  const { rows } = await pool.query<{ is_due: boolean }>(
    `select (compared_incarnation, compared_epoch) is distinct from (incarnation, install.epoch) or exists (
         select from acknowledgement a where a.hub = $1 and refusal in ('SEALED', 'CONFLICT') and refused_at >= compared_at
       ) as is_due
       from hub_seen, install where hub = $1`,
    [hub],
  );
  return rows[0]?.is_due ?? false;
}

/** Notes that both sides were compared. */
export async function noteCompared(pool: pg.Pool, hub: string, incarnation: string, now: Date): Promise<void> {
  await pool.query(
    `insert into hub_seen (hub, incarnation, compared_incarnation, compared_epoch, compared_at)
     select $1, $2, $2, epoch, $3 from install
     on conflict (hub) do update
     set incarnation = $2, compared_incarnation = $2, compared_epoch = excluded.compared_epoch, compared_at = $3`,
    [hub, incarnation, now],
  );
}
