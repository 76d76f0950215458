import DataLoader from 'dataloader';
import { firstDay, lastDay, type Period } from '../../../packages/calendar/period.ts';
import { manyByKey, oneByKey, perRequest, type Loading } from '../../../packages/platform/read/loader.ts';
import type { Programme } from './programme.entity.ts';

export const programmeById = oneByKey<Programme>('select * from programme where id = any($1)', ({ id }) => id);

export const successorsByProgramme = manyByKey<Programme>(
  'select * from programme where succeeds = any($1) order by starts_on, id',
  ({ succeeds }) => succeeds!,
);

const all = perRequest<Loading, 'all', Programme[]>(
  ({ sql }) =>
    new DataLoader(async (keys) => {
      const rows = await sql.rows<Programme>('select * from programme order by id');
      return keys.map(() => rows);
    }),
);

/** The programmes that ran on a day of a period, by id: some dozens at most, read once per request. */
export async function programmesDuring(period: Period, context: Loading): Promise<Programme[]> {
  const [first, last] = [firstDay(period), lastDay(period)];
  const programmes = await all(context).load('all');
  return programmes.filter(({ startsOn, endsOn }) => startsOn <= last && (endsOn === null || endsOn >= first));
}
