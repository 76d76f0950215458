import { oneByKey } from '../../kit/loader.ts';
import type { Household } from './household.entity.ts';

export const householdById = oneByKey<Household>('select * from household where id = any($1)', ({ id }) => id);
