import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Programme } from './programme.entity.ts';
import { programmeById, successorsByProgramme } from './programme.loaders.ts';

const ProgrammeConnection = connectionOf('Programme', () => Programme);

@Resolver(() => Programme)
export class ListProgrammes {
  @Query(() => Programme, { nullable: true, description: 'The programme of an id; null when none is known.' })
  programme(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: ServiceContext) {
    return programmeById(context).load(id);
  }

  @Query(() => ProgrammeConnection, { description: 'All programmes, by id.' })
  programmes(@Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return readPage<Programme>(context, page, 'select * from programme');
  }

  @FieldResolver(() => Programme, { nullable: true, description: 'The programme that it comes after, if any.' })
  succeeds(@Root() { succeeds }: Programme, @Ctx() context: ServiceContext) {
    return succeeds && programmeById(context).load(succeeds);
  }

  @FieldResolver(() => [Programme], { description: 'The programmes that come after it, the earliest first.' })
  succeededBy(@Root() { id }: Programme, @Ctx() context: ServiceContext) {
    return successorsByProgramme(context).load(id);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Programme, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}
