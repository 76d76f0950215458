import type { EntityManager } from '@mikro-orm/postgresql';
import type { Household } from './household.entity.ts';

/** Where a household lived on a day: what is recorded late counts where it was then. */
export async function communeOn(em: EntityManager, { id, commune }: Household, on: string): Promise<string> {
  const [nextMove] = await em.execute<{ from_commune: string }[]>(
    'select from_commune from household_move where household_id = ? and moved_on > ? order by moved_on limit 1',
    [id, on],
  );
  return nextMove?.from_commune ?? commune;
}

/** The day of its last move; null when it never moved. */
export async function lastMoveOf(em: EntityManager, { id }: Household): Promise<string | null> {
  const [last] = await em.execute<{ moved_on: string }[]>(
    'select moved_on::text as moved_on from household_move where household_id = ? order by moved_on desc limit 1',
    [id],
  );
  return last?.moved_on ?? null;
}

/** Takes the loans asked for since a day (null: ever) from the household's commune to another one. */
export async function moveLoans(
  em: EntityManager,
  { id, commune: from }: Household,
  to: string,
  since: string | null,
): Promise<void> {
  await em.execute(
    "update loan set commune = ? where household_id = ? and commune = ? and requested_on >= coalesce(?::date, '-infinity')",
    [to, id, from, since],
  );
}
