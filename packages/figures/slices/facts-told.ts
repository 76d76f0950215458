import type pg from 'pg';
import type { Period } from '../../calendar/period.ts';
import { CONTRACTS, translated, type Contracts } from './contracts.ts';
import type { DatedFact } from '../measures/fact.ts';

/** A fact that is told, of the period itself (`part` 0) or of one of its adjustments. */
export interface ToldFact extends DatedFact {
  part: number;
}

export interface Telling {
  association: string;
  periods: readonly Period[];
  /** Those of other measures may be left out. */
  names?: readonly string[];
  /** The versions of the meaning of slices; those of this program unless told. */
  contracts?: Contracts;
}

/** What an association tells of periods, as it is meant now: what was told by an older version is kept as it was, and translated. */
export async function factsTold(
  client: Pick<pg.ClientBase, 'query'>,
  { association, periods, names, contracts = CONTRACTS }: Telling,
): Promise<ToldFact[]> {
  const { rows } = await client.query<ToldFact & { contract: number }>(
    `select period, part, contract, territory, measure, programme, member, value, people
       from fact join slice using (association, period, part)
      where association = $1 and period = any($2) and ($3::text[] is null or measure = any($3) or contract < $4)`,
    [association, periods, names ?? null, contracts.newest],
  );
  const slices = Map.groupBy(rows, ({ period, part }) => `${period} ${part}`);
  return [...slices.values()].flatMap((facts) => {
    const { period, part, contract } = facts[0]!;
    return translated(facts, contract, contracts).map((fact) => ({ ...fact, period, part }));
  });
}
