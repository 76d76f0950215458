import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';

/**
 * Lets go of hours that a corrected session does not give any more, then refuses `HOURS_OF_A_VISA` when a completed visa
 * is left with too few. Call it with the session locked and the correction written.
 */
export async function recountVisas(em: EntityManager, sessionId: string): Promise<void> {
  const visas = await em.execute<{ id: string }[]>(
    `select id from visa where id in (
       select visa_id from visa_attendance join attendance on attendance.id = attendance_id where session_id = ?
     ) order by id for update`,
    [sessionId],
  );
  if (visas.length === 0) return;
  await em.execute(
    `delete from visa_attendance using attendance, session, visa
      where attendance.id = attendance_id and session.id = attendance.session_id and visa.id = visa_id
        and session.id = ?
        and not coalesce(attendance.minutes > 0 and session.held_on between visa.started_on and visa.completed_on, false)`,
    [sessionId],
  );
  const [short] = await em.execute<{ id: string }[]>(
    `select id from visa where id in (select jsonb_array_elements_text(?::jsonb))
        and minutes_needed > (
          select coalesce(sum(minutes), 0)
            from visa_attendance join attendance on attendance.id = attendance_id where visa_id = visa.id
        ) limit 1`,
    [JSON.stringify(visas.map(({ id }) => id))],
  );
  if (short) throw hoursOfAVisa(short.id);
}

const hoursOfAVisa = (visaId: string): Refusal =>
  new Refusal('HOURS_OF_A_VISA', 'sessionId', {
    en: `The visa ${visaId} was completed with these hours; cancel it first, or settle it with the Region if it is paid.`,
    fr: `Le visa ${visaId} a été achevé avec ces heures ; annulez-le d'abord, ou voyez avec la Région s'il est payé.`,
  });
