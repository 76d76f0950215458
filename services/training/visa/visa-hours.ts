import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * SQL of the attendances whose hours a `visa` has, or could have so far: those it was completed with, which are its own
 * for ever, else those of its holder from its start to its last day that no other visa has.
 */
export const hoursOfVisa = (until: string): string => `
  select attendance.id, attendance.minutes
    from visa_attendance join attendance on attendance.id = visa_attendance.attendance_id
   where visa_attendance.visa_id = visa.id
  union all
  select attendance.id, attendance.minutes
    from attendance join session on session.id = attendance.session_id
   where visa.state in ('STARTED', 'EXPIRED')
     and attendance.person_id = visa.person_id and attendance.status = 'SEEN' and attendance.double_of is null
     and session.held_on between visa.started_on and least(visa.valid_until, ${until})
     and not exists (
       select from visa_attendance taken join attendance same on same.id = taken.attendance_id
        where same.session_id = attendance.session_id and same.person_id = attendance.person_id
     )`;

/** Minutes that a started visa has by a day. A register under correction is waited for. */
export async function minutesBy(em: EntityManager, visaId: string, day: string): Promise<number> {
  await em.execute(
    `select session.id from session where id in (
       select session_id from attendance join visa on visa.person_id = attendance.person_id where visa.id = ?
     ) order by id for share`,
    [visaId],
  );
  const [total] = await em.execute<{ minutes: number }[]>(
    `select coalesce(sum(hours.minutes), 0)::int as minutes
       from visa cross join lateral (${hoursOfVisa('?::date')}) as hours where visa.id = ?`,
    [day, visaId],
  );
  return total!.minutes;
}

/** Makes them the visa's own, so that they count for no other. */
export async function keepHours(em: EntityManager, visaId: string, day: string): Promise<void> {
  await em.execute(
    `insert into visa_attendance (attendance_id, visa_id)
     select hours.id, visa.id from visa cross join lateral (${hoursOfVisa('?::date')}) as hours where visa.id = ?`,
    [day, visaId],
  );
}

/** Gives the hours of a cancelled visa back to its holder. */
export async function releaseHours(em: EntityManager, visaId: string): Promise<void> {
  await em.execute('delete from visa_attendance where visa_id = ?', [visaId]);
}
