import type { EntityManager } from '@mikro-orm/postgresql';
import { manyByKey } from '../../../packages/platform/read/loader.ts';
import type { Computer } from '../computer/computer.entity.ts';
import type { Alias } from './alias.entity.ts';

export const aliasesByComputer = manyByKey<Alias>(
  'select * from alias where computer_id = any($1) order by id',
  ({ computerId }) => computerId,
);

/** The other machines that go by a serial number of each machine. */
export const sameSerialByComputer = manyByKey<Computer & { sharedWith: string }>(
  `select distinct other.*, mine.computer_id as shared_with
     from alias mine
     join alias theirs on theirs.kind = 'SERIAL' and lower(theirs.value) = lower(mine.value)
      and theirs.computer_id <> mine.computer_id and theirs.retired_on is null
     join computer other on other.id = theirs.computer_id
    where mine.computer_id = any($1) and mine.kind = 'SERIAL' and mine.retired_on is null
    order by other.id`,
  ({ sharedWith }) => sharedWith,
);

/** Which of some labels a machine wears or wore, in lower case. Labels are given in turns: see `takeTurns`. */
export async function takenLabels(em: EntityManager, labels: readonly string[]): Promise<Set<string>> {
  const known = await em.execute<{ label: string }[]>(
    `select lower(value) as label from alias
      where kind = 'LABEL' and lower(value) in (${labels.map(() => 'lower(?)').join(', ')})`,
    [...labels],
  );
  return new Set(known.map(({ label }) => label));
}
