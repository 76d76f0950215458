import type pg from 'pg';
import type { Upstream } from '../../../platform/peers/upstream.ts';
import type { Slice } from '../../slices/slice.ts';
import type { SubgraphName } from '../../../platform/peers/subgraph.ts';
import { askSealed } from './ask-manifest.ts';
import { headName } from './manifest.ts';

interface Asking {
  service: SubgraphName;
  pool: pg.Pool;
  /** The hub above, if any. */
  upstream: Upstream | null;
}

/**
 * The sealed slices of a year that this hub has lost and the hub above still holds. They are handed on and not kept: the
 * association believes what its own key has signed, and tells it again. Throws when the hub above does not answer.
 */
export async function sealedAbove(
  { service, pool, upstream }: Asking,
  association: string,
  year: string,
): Promise<Slice[]> {
  if (upstream === null) return [];
  const { rows } = await pool.query<{ period: string; part: number }>(
    `select period, part from held_above a where association = $1 and left(period, 4) = $2 and sealed and not exists (
       select from slice s where s.association = a.association and s.period = a.period and s.part = a.part and s.sealed)`,
    [association, year],
  );
  if (rows.length === 0) return [];
  const lost = new Set(rows.map(headName));
  const sealed = await askSealed({ service, upstream }, association, year);
  return sealed.filter((slice) => lost.has(headName(slice)));
}
