import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { manyByKey } from '../../../packages/platform/read/loader.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Computer } from '../computer/computer.entity.ts';
import { Erasure } from './erasure.entity.ts';

const erasuresByComputer = manyByKey<Erasure>(
  'select * from erasure where computer_id = any($1) order by id',
  ({ computerId }) => computerId,
);

@Resolver(() => Computer)
export class ErasureQueries {
  @FieldResolver(() => [Erasure], { description: 'What was done to its storages, oldest first.' })
  erasures(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return erasuresByComputer(context).load(id);
  }
}
