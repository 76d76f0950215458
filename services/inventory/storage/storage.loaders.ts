import type { EntityManager } from '@mikro-orm/postgresql';
import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import { Storage } from './storage.entity.ts';

export const storageById = oneByKey<Storage>('select * from storage where id = any($1)', ({ id }) => id);

export const storagesByComputer = manyByKey<Storage>(
  'select * from storage where computer_id = any($1) order by id',
  ({ computerId }) => computerId,
);

/** The storages that are in machines, by machine: to be changed by a verb that holds the locks of the machines. */
export async function storagesIn(em: EntityManager, computerIds: readonly string[]): Promise<Map<string, Storage[]>> {
  const storages = await em.find(
    Storage,
    { computerId: { $in: [...computerIds] }, goneOn: null },
    { orderBy: { id: 'asc' } },
  );
  const byComputer = Map.groupBy(storages, ({ computerId }) => computerId);
  return new Map(computerIds.map((id) => [id, byComputer.get(id) ?? []]));
}
