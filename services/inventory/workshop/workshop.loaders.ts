import { oneByKey } from '../../../packages/platform/read/loader.ts';
import type { WorkshopShift } from './workshop-shift.entity.ts';

export const shiftById = oneByKey<WorkshopShift>('select * from workshop_shift where id = any($1)', ({ id }) => id);

export const supersededBy = oneByKey<WorkshopShift>(
  'select * from workshop_shift where supersedes_id = any($1)',
  ({ supersedesId }) => supersedesId!,
);
