import type { EntityManager } from '@mikro-orm/postgresql';

/** Two ids of one person, and the merge that found out. */
export interface Merge {
  personId: string;
  keptPersonId: string;
  mergeId: string;
}

interface Moved {
  noun: string;
  id: string;
}

/** What is best known comes first: seen before booked before the rest, and the longer stay. */
const RANK = (line: string): string =>
  `row(${line}.status <> 'STRUCK_OUT', ${line}.status = 'SEEN', ${line}.status = 'BOOKED', ${line}.minutes)`;

/**
 * Where both were in the register of one session, both lines stay, and the lesser becomes the double of the other: it
 * takes no seat and counts nowhere.
 */
export async function moveAttendances(em: EntityManager, { personId, keptPersonId }: Merge): Promise<Moved[]> {
  await em.execute(
    `select id from session where id in (select session_id from attendance where person_id in (?, ?))
      order by id for update`,
    [personId, keptPersonId],
  );
  await em.execute(
    `update attendance set double_of = pair.better from (
       select case when ${RANK('given')} > ${RANK('kept')} then given.id else kept.id end as better,
              case when ${RANK('given')} > ${RANK('kept')} then kept.id else given.id end as lesser
         from attendance given join attendance kept on kept.session_id = given.session_id
        where given.person_id = ? and kept.person_id = ? and given.double_of is null and kept.double_of is null
     ) as pair where attendance.id = pair.lesser`,
    [personId, keptPersonId],
  );
  const moved = await em.execute<{ id: string }[]>(
    'update attendance set person_id = ? where person_id = ? returning id',
    [keptPersonId, personId],
  );
  return moved.map(({ id }) => ({ noun: 'Attendance', id }));
}

/** A visa that the kept person could not have been given besides their own is marked with the merge. */
export async function moveVisas(em: EntityManager, { personId, keptPersonId, mergeId }: Merge): Promise<Moved[]> {
  const moved = await em.execute<{ id: string }[]>(
    `update visa set person_id = ?, merge_id = coalesce(visa.merge_id, (
       select ?::text from visa kept
        where kept.person_id = ? and kept.merge_id is null
          and kept.state not in ('EXPIRED', 'CANCELLED') and visa.state not in ('EXPIRED', 'CANCELLED')
          and (kept.programme_id = visa.programme_id
            or (kept.state in ('ISSUED', 'STARTED') and visa.state in ('ISSUED', 'STARTED')))
        limit 1
     )) where person_id = ? returning id`,
    [keptPersonId, mergeId, keptPersonId, personId],
  );
  return moved.map(({ id }) => ({ noun: 'Visa', id }));
}

/** A second open pathway is marked with the merge; both go on until somebody ends one. */
export async function movePathways(em: EntityManager, { personId, keptPersonId, mergeId }: Merge): Promise<Moved[]> {
  const moved = await em.execute<{ id: string }[]>(
    `update pathway set person_id = ?, merge_id = coalesce(pathway.merge_id, (
       select ?::text from pathway kept
        where kept.person_id = ? and kept.merge_id is null and kept.state <> 'EXITED' and pathway.state <> 'EXITED'
        limit 1
     )) where person_id = ? returning id`,
    [keptPersonId, mergeId, keptPersonId, personId],
  );
  return moved.map(({ id }) => ({ noun: 'Pathway', id }));
}
