import { manyByKey } from '../../../packages/platform/read/loader.ts';
import type { Eligibility } from './eligibility.entity.ts';

/** What entitled each household, first assessed first. */
export const eligibilitiesByHousehold = manyByKey<Eligibility>(
  'select * from eligibility where household_id = any($1) order by assessed_on, id',
  ({ householdId }) => householdId,
);
