import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { AttendanceConnection } from '../attendance/attendance.connection.ts';
import type { Attendance } from '../attendance/attendance.entity.ts';
import { attendancesBySession, bookedBySession } from '../attendance/attendance.loaders.ts';
import { Organisation } from '../organisation/organisation.reference.ts';
import { Place } from '../place/place.entity.ts';
import { placeById } from '../place/place.loaders.ts';
import { Programme } from '../programme/programme.reference.ts';
import { Session } from './session.entity.ts';

type SessionRow = Pick<Session, 'id' | 'placeId' | 'programmeId' | 'organisationId'>;

@Resolver(() => Session)
export class SessionFields {
  @FieldResolver(() => Place, { nullable: true, description: 'Where it is; null at home without one, or remote.' })
  async place(@Root() { placeId }: SessionRow, @Ctx() context: ServiceContext): Promise<Place | null> {
    return placeId ? placeById(context).load(placeId) : null;
  }

  @FieldResolver(() => Programme, { nullable: true, description: 'The programme it belongs to, if any.' })
  programme(@Root() { programmeId }: SessionRow): Programme | null {
    return programmeId ? { id: programmeId } : null;
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Whose users it is for, when it is for some.' })
  organisation(@Root() { organisationId }: SessionRow): Organisation | null {
    return organisationId ? { id: organisationId } : null;
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The training body whose distance course is followed, at a P@T.',
  })
  courseProvider(@Root() { courseProviderId }: Pick<Session, 'courseProviderId'>): Organisation | null {
    return courseProviderId ? { id: courseProviderId } : null;
  }

  @FieldResolver(() => Int, { description: 'Seats that may still be booked; 0 once it was held or cancelled.' })
  async seatsLeft(
    @Root() { id, state, seats }: Pick<Session, 'id' | 'state' | 'seats'>,
    @Ctx() context: ServiceContext,
  ): Promise<number> {
    if (state !== 'SCHEDULED') return 0;
    return seats - ((await bookedBySession(context).load(id))?.booked ?? 0);
  }

  @FieldResolver(() => AttendanceConnection, { description: 'Who booked and who came, by name.' })
  attendances(
    @Root() { id }: SessionRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Attendance>> {
    return attendancesBySession(context, id, page);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: SessionRow, @Ctx() context: ServiceContext): Promise<HistoryEntry[]> {
    return historyById(context).load(id);
  }
}
