import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import type { Household } from './household.entity.ts';

/** By its id, or by the id of what was merged into it. */
export const householdById = oneByKey<Household & { askedId: string }>(
  `select asked.id as asked_id, household.*
     from unnest($1::text[]) as asked (id) left join household_alias alias on alias.id = asked.id
     join household on household.id = coalesce(alias.kept_id, asked.id)`,
  ({ askedId }) => askedId,
);

/** What was merged into a household, by the ids it had. */
export const aliasesByHousehold = manyByKey<{ id: string; keptId: string }>(
  'select id, kept_id from household_alias where kept_id = any($1) order by id',
  ({ keptId }) => keptId,
);
