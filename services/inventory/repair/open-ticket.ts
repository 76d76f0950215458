import type { Acting } from '../../../packages/platform/verb/act.ts';
import type { Computer } from '../computer/computer.entity.ts';
import { became, standingOf } from '../computer/standing.rules.ts';
import { RepairTicket } from './repair-ticket.entity.ts';

interface Fault {
  /** As the history names it. */
  verb: string;
  problem: string;
  on: string;
  crossingId?: string;
}

/** Opens the ticket of a locked machine: one in stock goes to the bench, one on loan stays with its borrower. */
export function openTicket({ em, newId, happened }: Acting, computer: Computer, fault: Fault): RepairTicket {
  const { verb, problem, on, crossingId } = fault;
  const before = standingOf(computer);
  if (computer.movedOn < on) computer.movedOn = on;
  if (computer.custody === 'IN_STOCK') computer.custody = 'IN_REPAIR';
  const id = newId('repair');
  const details = { repairTicketId: id, ...became(before, computer) };
  void happened({ noun: 'RepairTicket', id, verb, on }, { noun: 'Computer', id: computer.id, verb, on, details });
  return em.create(RepairTicket, {
    id,
    computerId: computer.id,
    problem,
    state: 'ASSESS',
    openedOn: on,
    movedOn: on,
    minutes: 0,
    partsCents: 0,
    crossingId: crossingId ?? null,
  });
}
