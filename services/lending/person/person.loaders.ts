import { manyByKey, oneByKey } from '../../kit/loader.ts';
import type { Person } from './person.entity.ts';

export const personById = oneByKey<Person>('select * from person where id = any($1)', ({ id }) => id);

export const peopleByHousehold = manyByKey<Person>(
  'select * from person where household_id = any($1) order by id',
  ({ householdId }) => householdId!,
);
