import type pg from 'pg';
import { periodGrain } from '../../calendar/period.ts';
import { Refusal } from '../../platform/refusals/refusal.ts';
import { acceptAsUsual } from '../replication/receive/usual-figures.ts';
import { inDryTransaction } from '../slices/dry-run.ts';
import type { DoubtedSlice } from './doubted-slice.ts';
import type { Done } from './operation-changes.ts';

const DOUBTED = `
  select id, association, period, part, code, message as english, french, since, totals as figures
  from refused_slice`;

/** The slices that are doubted at a hub, the oldest doubt first; one association's leave room for those of the others. */
export const LIST_DOUBTED = `
  select id, association, period, part, code, english, french, since, figures from (
    select doubted.*, row_number() over (partition by association order by since, period, part) as nth
    from (${DOUBTED}) as doubted
  ) as doubted where nth <= 100 order by since, association, period, part limit 1000`;

export interface Accepting {
  pool: pg.Pool;
  now: Date;
  /** The subject of the coordinator. */
  by: string;
}

/**
 * Accepts implausible slices: as much is believed of their association from now on, and each is taken when it next comes. Only
 * what was seen is accepted: a slice that says something else by now has another id. Refuses `NOTHING_WAITS`, `OUTSIDE_COVERAGE`.
 */
export async function acceptDoubted(
  { pool, now, by }: Accepting,
  { ids, dryRun }: { ids: readonly string[]; dryRun: boolean },
): Promise<Done> {
  return inDryTransaction(pool, 'read committed', { dryRun }, async (client) => {
    const { rows } = await client.query<DoubtedSlice>(`${DOUBTED} where id = any($1) for update`, [ids]);
    const found = new Map(rows.map((slice) => [slice.id, slice]));
    const accepted = ids.map((id, n) => acceptable(found.get(id), id, `ids.${n}`));
    for (const { association, period, figures } of accepted)
      await acceptAsUsual(client, { association, grain: periodGrain(period), totals: figures, by, at: now });
    await client.query('delete from refused_slice where id = any($1)', [ids]);
    return {
      changes: accepted.map(({ association, period, part, figures }) => {
        return { action: 'ACCEPT' as const, association, period, part, count: figures.length };
      }),
    };
  });
}

function acceptable(slice: DoubtedSlice | undefined, id: string, field: string): DoubtedSlice {
  if (!slice)
    throw new Refusal('NOTHING_WAITS', field, {
      en: `Nothing waits as ${id}: it was accepted, corrected or taken since; look again at what waits.`,
      fr: `Rien n’attend sous ${id} : c’est accepté, corrigé ou reçu depuis ; regardez de nouveau ce qui attend.`,
    });
  if (slice.code === 'IMPLAUSIBLE') return slice;
  throw new Refusal('OUTSIDE_COVERAGE', field, { en: slice.english, fr: slice.french });
}
