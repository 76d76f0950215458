import { Arg, Args, Ctx, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql';
import { firstDay, lastDay } from '../../../packages/calendar/period.ts';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Programme } from '../programme/programme.stub.ts';
import { WorkScheme, WorkshopShift, WorkshopShiftConnection } from './workshop-shift.entity.ts';
import { shiftById, supersededBy } from './workshop.loaders.ts';

@Resolver(() => WorkshopShift)
export class WorkshopQueries {
  @Query(() => WorkshopShift, { nullable: true, description: 'One shift; null when there is none under this id.' })
  workshopShift(@Arg('id', () => ID, { description: '`shift_…`.' }) id: string, @Ctx() context: ServiceContext) {
    return shiftById(context).load(id);
  }

  @Query(() => WorkshopShiftConnection, { description: 'Hours that count, those that were corrected left out.' })
  workshopShifts(
    @Arg('period', () => GraphQLPeriod, { nullable: true, description: 'Only those worked in it.' })
    period: string | null,
    @Arg('scheme', () => WorkScheme, { nullable: true, description: 'Only those under it.' })
    scheme: WorkScheme | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    const list = `select * from workshop_shift shift where ($1::date is null or worked_on between $1 and $2)
      and ($3::text is null or scheme = $3)
      and not exists (select from workshop_shift later where later.supersedes_id = shift.id)`;
    const days = period ? [firstDay(period), lastDay(period)] : [null, null];
    return readPage<WorkshopShift>(context, page, list, [...days, scheme]);
  }

  @FieldResolver(() => Float, { description: 'All their hours together.' })
  hours(@Root() { workers, minutesEach }: WorkshopShift): number {
    return (workers * minutesEach) / 60;
  }

  @FieldResolver(() => Programme, { nullable: true, description: 'The programme they count for.' })
  programme(@Root() { programmeId }: WorkshopShift): Programme | null {
    return programmeId ? { id: programmeId } : null;
  }

  @FieldResolver(() => WorkshopShift, { nullable: true, description: 'The wrong hours that these correct.' })
  supersedes(@Root() { supersedesId }: WorkshopShift, @Ctx() context: ServiceContext) {
    return supersedesId ? shiftById(context).load(supersedesId) : null;
  }

  @FieldResolver(() => WorkshopShift, { nullable: true, description: 'What corrects these; null while they count.' })
  supersededBy(@Root() { id }: WorkshopShift, @Ctx() context: ServiceContext) {
    return supersededBy(context).load(id);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: WorkshopShift, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}
