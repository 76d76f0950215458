import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { manyByKey } from '../../../packages/platform/read/loader.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Computer } from '../computer/computer.entity.ts';
import { computerById } from '../computer/computer.loaders.ts';
import { FunctionalTest } from './functional-test.entity.ts';

const testsByComputer = manyByKey<FunctionalTest>(
  'select * from functional_test where computer_id = any($1) order by id',
  ({ computerId }) => computerId,
);

@Resolver(() => Computer)
export class TestsOfComputer {
  @FieldResolver(() => [FunctionalTest], { description: 'Its functional tests, oldest first.' })
  tests(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return testsByComputer(context).load(id);
  }
}

@Resolver(() => FunctionalTest)
export class FunctionalTestQueries {
  @FieldResolver(() => Computer, { description: 'The machine.' })
  computer(@Root() { computerId }: FunctionalTest, @Ctx() context: ServiceContext) {
    return computerById(context).load(computerId);
  }
}
