import type { Client } from 'pg';
import { COMMUNES, collect, KNOWN_TO_BOTH, lend, type Association, type Lent, type Machine } from './rows.ts';

/** Families per commune, near the threshold of eleven on both sides, so that few changes move what may be told. */
const FAMILIES = [13, 12, 3, 11, 10, 0];
const MACHINES = 24;
/** Numbers from here on belong to what happens in a run. */
export const FIRST_NEW = 1000;

const month = (n: number): string => String((n % 12) + 1).padStart(2, '0');

/** What an association has done in 2023 and 2024, before a run begins. */
export async function fillBaseWorld(db: Client, association: Association): Promise<void> {
  const families = FAMILIES.flatMap((count, place) => Array.from({ length: count }, () => COMMUNES[place]!)).map(
    (commune, n): Lent => ({
      n: association === 'defis' || n < KNOWN_TO_BOTH ? n : n + 500,
      commune,
      startedOn: `2023-${month(n)}-15`,
      returnedOn: `2024-${month(n * 5)}-20`,
    }),
  );
  const machines = Array.from({ length: MACHINES }, (_, n): Machine => ({
    n,
    commune: COMMUNES[n % COMMUNES.length]!,
    collectedOn: `${2023 + (n % 2)}-${month(n)}-03`,
    readyOn: n % 3 === 0 ? `2024-${month(n + 6)}-28` : null,
  }));
  await lend(db, association, families);
  await collect(db, association, machines);
}
