import { oneByKey } from '../../../packages/platform/read/loader.ts';
import { pagesByParent } from '../../../packages/platform/read/read-page.ts';
import { keptPersonSql } from '../kept-person.ts';
import type { Attendance } from './attendance.entity.ts';

export const attendanceById = oneByKey<Attendance>('select * from attendance where id = any($1)', ({ id }) => id);
export const attendancesBySession = pagesByParent<Attendance>('select * from attendance where session_id = parent.key');
export const attendancesByPerson = pagesByParent<Attendance>(
  `select * from attendance where person_id = ${keptPersonSql('parent.key')}`,
);

/** Minutes each person was seen, ever. */
export const minutesByPerson = oneByKey<{ personId: string; minutes: number }>(
  `select asked.id as person_id, sum(minutes) as minutes
     from unnest($1::text[]) as asked (id) join attendance on person_id = ${keptPersonSql('asked.id')}
    where double_of is null group by asked.id`,
  ({ personId }) => personId,
);

/** Seats booked in each session. */
export const bookedBySession = oneByKey<{ sessionId: string; booked: number }>(
  `select session_id, count(*) as booked from attendance
    where session_id = any($1) and status = 'BOOKED' and double_of is null group by session_id`,
  ({ sessionId }) => sessionId,
);
