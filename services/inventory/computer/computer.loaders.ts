import { oneByKey } from '../../../packages/platform/read/loader.ts';
import { pagesByParent } from '../../../packages/platform/read/read-page.ts';
import type { Computer } from './computer.entity.ts';
import type { Recycling } from './recycling.entity.ts';

export const computerById = oneByKey<Computer>('select * from computer where id = any($1)', ({ id }) => id);

export const computersByDonation = pagesByParent<Computer>('select * from computer where donation_id = parent.key');

export const recyclingByComputer = oneByKey<Recycling>(
  'select * from recycling where computer_id = any($1)',
  ({ computerId }) => computerId,
);
