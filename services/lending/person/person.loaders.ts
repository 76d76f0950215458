import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import type { PersonMerge } from './person-merge.ts';
import type { Person } from './person.entity.ts';

/** By their id, or by the id of what was merged into them. */
export const personById = oneByKey<Person & { askedId: string }>(
  `select asked.id as asked_id, person.*
     from unnest($1::text[]) as asked (id) left join person_alias alias on alias.id = asked.id
     join person on person.id = coalesce(alias.kept_id, asked.id)`,
  ({ askedId }) => askedId,
);

/** Who was merged into a person. */
export const mergesByPerson = manyByKey<PersonMerge & { keptId: string }>(
  'select * from person_alias where kept_id = any($1) order by id',
  ({ keptId }) => keptId,
);

export const peopleByHousehold = manyByKey<Person>(
  'select * from person where household_id = any($1) order by id',
  ({ householdId }) => householdId!,
);
