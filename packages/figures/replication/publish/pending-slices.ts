import type pg from 'pg';
import type { Slice } from '../../slices/slice.ts';

const MOST_SLICES = 50;
/** A message stays well below what gateways accept; a slice that is larger alone travels alone. */
const MOST_FACTS = 2_000;
/** A hub that refused a slice may understand it after its next update. */
const TRY_REFUSED_AGAIN_MS = 10 * 60_000;

const PENDING = `
  with due as (
    select s.*, (
      select count(*) from fact f where f.association = s.association and f.period = s.period and f.part = s.part
    ) as size
    from slice s left join acknowledgement a
      on a.association = s.association and a.period = s.period and a.part = s.part and a.hub = $1
    where (a.epoch, a.revision) is distinct from (s.epoch, s.revision) or a.refused_at < $2
    order by s.period, s.association, s.part limit ${MOST_SLICES}
  ), counted as (
    select due.*, sum(size) over w as total, row_number() over w as nth
    from due window w as (order by period, association, part)
  )
  select association, period, part, epoch, revision, digest, contract, sealed, reason, install, signature,
    as_of as "asOf",
    coalesce((
      select jsonb_agg(jsonb_build_object('territory', f.territory, 'measure', f.measure, 'programme', f.programme,
        'member', f.member, 'value', f.value))
      from fact f where f.association = counted.association and f.period = counted.period and f.part = counted.part
    ), '[]') as facts
  from counted where total <= ${MOST_FACTS} or nth = 1
  order by period, association, part`;

/** The next message's worth of slices that a hub (by its address) has not acknowledged. */
export async function pendingSlices(pool: pg.Pool, hub: string, now: Date): Promise<Slice[]> {
  const { rows } = await pool.query<Slice>(PENDING, [hub, new Date(now.getTime() - TRY_REFUSED_AGAIN_MS)]);
  return rows;
}
