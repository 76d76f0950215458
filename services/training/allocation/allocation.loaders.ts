import { oneByKey } from '../../../packages/platform/read/loader.ts';
import { pagesByParent } from '../../../packages/platform/read/read-page.ts';
import type { Visa } from '../visa/visa.entity.ts';
import type { VisaAllocation } from './allocation.entity.ts';

export const allocationById = oneByKey<VisaAllocation>(
  'select * from visa_allocation where id = any($1)',
  ({ id }) => id,
);
export const visasByAllocation = pagesByParent<Visa>('select * from visa where allocation_id = parent.key');
