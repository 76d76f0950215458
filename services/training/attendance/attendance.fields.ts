import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Person, personOf } from '../person/person.reference.ts';
import { Session } from '../session/session.entity.ts';
import { sessionById } from '../session/session.loaders.ts';
import { Attendance } from './attendance.entity.ts';

type AttendanceRow = Pick<Attendance, 'id' | 'sessionId' | 'personId' | 'doubleOf'>;

@Resolver(() => Attendance)
export class AttendanceFields {
  @FieldResolver(() => Session, { description: 'The session.' })
  session(@Root() { sessionId }: AttendanceRow, @Ctx() context: ServiceContext): Promise<Session | null> {
    return sessionById(context).load(sessionId);
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Who it is about; null once they are forgotten.' })
  person(@Root() line: AttendanceRow): Person | null {
    return personOf(line);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether another line of the same person counts in its stead: one person was known as two.',
  })
  isDouble(@Root() { doubleOf }: AttendanceRow): boolean {
    return Boolean(doubleOf);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: AttendanceRow, @Ctx() context: ServiceContext): Promise<HistoryEntry[]> {
    return historyById(context).load(id);
  }
}
