import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { manyByKey } from '../../../packages/platform/read/loader.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Computer } from '../computer/computer.entity.ts';
import { computerById } from '../computer/computer.loaders.ts';
import { Erasure } from '../erasure/erasure.entity.ts';
import { Storage } from './storage.entity.ts';
import { storageById, storagesByComputer } from './storage.loaders.ts';

const erasuresByStorage = manyByKey<Erasure>(
  'select * from erasure where storage_id = any($1) order by id',
  ({ storageId }) => storageId,
);

@Resolver(() => Computer)
export class StoragesOfComputer {
  @FieldResolver(() => [Storage], { description: 'What keeps data in it, and what did, in the order recorded.' })
  storages(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return storagesByComputer(context).load(id);
  }
}

@Resolver(() => Erasure)
export class StorageOfErasure {
  @FieldResolver(() => Storage, { description: 'The storage it was done to.' })
  storage(@Root() { storageId }: Erasure, @Ctx() context: ServiceContext) {
    return storageById(context).load(storageId);
  }
}

@Resolver(() => Storage)
export class StorageQueries {
  @FieldResolver(() => Computer, { description: 'The machine it is or was in.' })
  computer(@Root() { computerId }: Storage, @Ctx() context: ServiceContext) {
    return computerById(context).load(computerId);
  }

  @FieldResolver(() => [Erasure], { description: 'What was done to it, oldest first.' })
  erasures(@Root() { id }: Storage, @Ctx() context: ServiceContext) {
    return erasuresByStorage(context).load(id);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Storage, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}
