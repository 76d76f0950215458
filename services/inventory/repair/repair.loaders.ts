import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import type { RepairTicket } from './repair-ticket.entity.ts';

export const repairTicketById = oneByKey<RepairTicket>(
  'select * from repair_ticket where id = any($1)',
  ({ id }) => id,
);

export const repairsByComputer = manyByKey<RepairTicket>(
  'select * from repair_ticket where computer_id = any($1) order by id',
  ({ computerId }) => computerId,
);
