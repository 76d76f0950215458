import { manyByKey, oneByKey } from '../../kit/loader.ts';
import type { Programme } from './programme.entity.ts';

export const programmeById = oneByKey<Programme>('select * from programme where id = any($1)', ({ id }) => id);

export const successorsByProgramme = manyByKey<Programme>(
  'select * from programme where succeeds = any($1) order by starts_on, id',
  ({ succeeds }) => succeeds!,
);
