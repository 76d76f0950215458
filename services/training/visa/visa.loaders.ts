import { oneByKey } from '../../kit/loader.ts';
import { pagesByParent } from '../../kit/paging/read-page.ts';
import type { Visa } from './visa.entity.ts';

export const visaById = oneByKey<Visa>('select * from visa where id = any($1)', ({ id }) => id);
export const visasByPerson = pagesByParent<Visa>('select * from visa where person_id = parent.key');

/** Minutes its holder was seen at sessions from the visa's start to its completion. */
export const minutesByVisa = oneByKey<{ id: string; minutes: number }>(
  `select visa.id, coalesce(sum(attendance.minutes), 0) as minutes
     from visa
     join attendance on attendance.person_id = visa.person_id
     join session on session.id = attendance.session_id
      and session.held_on between visa.started_on and coalesce(visa.completed_on, 'infinity')
    where visa.id = any($1)
    group by visa.id`,
  ({ id }) => id,
);
