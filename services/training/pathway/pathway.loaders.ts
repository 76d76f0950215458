import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import { pagesByParent } from '../../../packages/platform/read/read-page.ts';
import { keptPersonSql } from '../kept-person.ts';
import type { Attendance } from '../attendance/attendance.entity.ts';
import type { Assessment } from './assessment.entity.ts';
import type { Pathway } from './pathway.entity.ts';

export const pathwayById = oneByKey<Pathway>('select * from pathway where id = any($1)', ({ id }) => id);
export const pathwaysByPerson = pagesByParent<Pathway>(
  `select * from pathway where person_id = ${keptPersonSql('parent.key')}`,
);

/** Oldest first. */
export const assessmentsByPathway = manyByKey<Assessment>(
  'select * from assessment where pathway_id = any($1) order by id',
  ({ pathwayId }) => pathwayId,
);

/** Sessions where the person of a `pathway` was seen, from its first day to its last. */
const SEEN = `
  select attendance.*
    from attendance join session on session.id = attendance.session_id
   where attendance.person_id = pathway.person_id and attendance.status = 'SEEN' and attendance.double_of is null
     and session.held_on between pathway.prescribed_on and coalesce(pathway.ended_on, 'infinity')`;

export const attendancesByPathway = pagesByParent<Attendance>(
  `select seen.* from pathway cross join lateral (${SEEN}) as seen where pathway.id = parent.key`,
);

/** Minutes each pathway took. */
export const minutesByPathway = oneByKey<{ id: string; minutes: number }>(
  `select pathway.id, sum(seen.minutes) as minutes
     from pathway cross join lateral (${SEEN}) as seen where pathway.id = any($1) group by pathway.id`,
  ({ id }) => id,
);
