import type pg from 'pg';
import type { Slice } from '../../slices/slice.ts';
import type { Doubt } from '../message/doubt.ts';
import type { Total } from './plausible.rules.ts';

/** Why a slice that is well formed is not believed for what it says: for people, who decide what is to be done. */
export interface ContentDoubt extends Doubt {
  /** The message in French. */
  french: string;
  /** The figures that are beyond what is plausible, if that is why. */
  totals: Total[];
}

/** More than any association has periods: what nobody could read is not kept. */
const MOST_KEPT = 1_000;

const NOTE = `
  insert into refused_slice (association, period, part, id, code, message, french, totals, since, epoch, revision)
  select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
  where (select count(*) from refused_slice where association = $1) < ${MOST_KEPT}
    or exists (select from refused_slice where (association, period, part) = ($1, $2, $3))
  on conflict (association, period, part) do update
  set id = excluded.id, code = excluded.code, message = excluded.message, french = excluded.french,
    totals = excluded.totals, epoch = excluded.epoch, revision = excluded.revision,
    since = case when refused_slice.id = excluded.id then refused_slice.since else excluded.since end
  where (refused_slice.epoch, refused_slice.revision) <= (excluded.epoch, excluded.revision)`;

/** Notes that a slice is refused for what it says, until it is taken or says otherwise. */
export async function noteRefusedSlice(pool: pg.Pool, slice: Slice, doubt: ContentDoubt, now: Date): Promise<void> {
  const { association, period, part, digest, epoch, revision } = slice;
  const { code, message, french, totals } = doubt;
  const id = [association, period, part, digest.slice(0, DIGEST_SIGNS)].join('/');
  const said = [id, code, message, french, JSON.stringify(totals), now];
  await pool.query(NOTE, [association, period, part, ...said, epoch, revision]);
}

const DIGEST_SIGNS = 16;

const FORGET = `
  delete from refused_slice
   where (association, period, part) = ($1, $2, $3) and (epoch, revision) <= ($4::int, $5::int)`;

/** Forgets that a slice was refused, now that one as new is believed: an older one that comes late settles nothing. */
export async function forgetRefusedSlice(db: pg.ClientBase, slice: Slice): Promise<void> {
  const { association, period, part, epoch, revision } = slice;
  await db.query(FORGET, [association, period, part, epoch, revision]);
}
