import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { InstallState } from '../../../packages/platform/peers/install-state.ts';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { manyByKey } from '../../../packages/platform/read/loader.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Association } from '../association/association.entity.ts';
import { Install } from './install.entity.ts';

const InstallConnection = connectionOf('Install', () => Install);

const installsByAssociation = manyByKey<Install>(
  'select * from enrolment where association_id = any($1) order by id',
  ({ associationId }) => associationId!,
);

@Resolver(() => Install)
export class ListInstalls {
  @Query(() => InstallConnection, { description: 'The installations that enrol at this hub, former ones too, by id.' })
  installs(
    @Arg('associationId', () => ID, { nullable: true, description: 'Of one association only.' })
    associationId: string | undefined,
    @Arg('state', () => InstallState, { nullable: true, description: 'In one state only.' })
    state: InstallState | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    const sql = `select * from enrolment
      where ($1::text is null or association_id = $1) and ($2::text is null or state = $2)`;
    return readPage<Install>(context, page, sql, [associationId ?? null, state ?? null]);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Install, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}

@Resolver(() => Association)
export class InstallsOfAssociation {
  @FieldResolver(() => [Install], { description: 'Its installations at this hub, former ones too, oldest first.' })
  installs(@Root() { id }: Association, @Ctx() context: ServiceContext) {
    return installsByAssociation(context).load(id);
  }
}
