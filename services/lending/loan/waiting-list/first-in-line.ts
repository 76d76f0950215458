import type { EntityManager } from '@mikro-orm/postgresql';
import { FAIR_ORDER } from './waiting-list.rules.ts';

/** The loan whose turn it is among those that waited on a day; null when nobody did. */
export async function firstInLine(em: EntityManager, on: string): Promise<string | null> {
  const [first] = await em.execute<{ id: string }[]>(
    `select id from loan where state = 'WAITLISTED' and waitlisted_on <= ? order by ${FAIR_ORDER} limit 1`,
    [on],
  );
  return first?.id ?? null;
}

/** Since when whoever has waited longest waits; null when nobody does. */
export async function waitingSince(em: EntityManager): Promise<string | null> {
  const [{ since } = { since: null }] = await em.execute<{ since: string | null }[]>(
    `select min(waitlisted_on)::text as since from loan where state = 'WAITLISTED'`,
  );
  return since;
}
