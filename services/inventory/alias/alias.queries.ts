import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Computer, ComputerConnection } from '../computer/computer.entity.ts';
import { Alias } from './alias.entity.ts';
import { aliasesByComputer, sameSerialByComputer } from './alias.loaders.ts';

@Resolver(() => Computer)
export class AliasQueries {
  @Query(() => ComputerConnection, {
    description: 'Machines that go or went by a name: a label, a serial number or an asset tag, oldest first.',
  })
  computersByAlias(
    @Arg('value', () => String, { description: 'The name, whatever the case.' }) value: string,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    const list = 'select * from computer where id in (select computer_id from alias where lower(value) = lower($1))';
    return readPage<Computer>(context, page, list, [value.trim()]);
  }

  @FieldResolver(() => [Alias], { description: 'Every name it goes or went by, in the order recorded.' })
  aliases(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return aliasesByComputer(context).load(id);
  }

  @FieldResolver(() => [Computer], {
    description:
      'Other machines with the same serial number: the same board sold under two names, or a mistake of typing.',
  })
  sameSerial(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return sameSerialByComputer(context).load(id);
  }
}
