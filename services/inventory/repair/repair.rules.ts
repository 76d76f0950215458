import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Computer } from '../computer/computer.entity.ts';
import type { RepairOutcome, RepairTicket } from './repair-ticket.entity.ts';

/** Why nothing more can be done about a repair: `ALREADY_RESOLVED`. */
export function whyNotOpen({ outcome }: RepairTicket): Refusal | null {
  if (!outcome) return null;
  return new Refusal('ALREADY_RESOLVED', 'repairTicketId', {
    en: 'This repair is already resolved; open another one for a new fault.',
    fr: 'Cette réparation est déjà close ; ouvrez-en une autre pour une nouvelle panne.',
  });
}

/** Why a repair cannot wait for parts, or go on: `ALREADY_RESOLVED`, `ALREADY_WAITING` or `ALREADY_STARTED`. */
export function whyNotMovable(ticket: RepairTicket, to: 'PARTS' | 'REPAIRING'): Refusal | null {
  if (ticket.state !== to) return whyNotOpen(ticket);
  return to === 'PARTS' ? ALREADY_WAITING : ALREADY_STARTED;
}

const ALREADY_WAITING = new Refusal('ALREADY_WAITING', 'repairTicketId', {
  en: 'This repair already waits for parts; start it when they have come.',
  fr: 'Cette réparation attend déjà des pièces ; commencez-la à leur arrivée.',
});

const ALREADY_STARTED = new Refusal('ALREADY_STARTED', 'repairTicketId', {
  en: 'This repair is already under way; resolve it when it is done.',
  fr: 'Cette réparation est déjà en cours ; clôturez-la quand elle est finie.',
});

/** Why a ticket cannot be resolved: `ALREADY_RESOLVED`, or `ON_LOAN` when the machine would be written off. */
export function whyNotResolvable(ticket: RepairTicket, computer: Computer, outcome: RepairOutcome): Refusal | null {
  const closed = whyNotOpen(ticket);
  if (closed || outcome !== 'WRITTEN_OFF' || computer.custody !== 'ON_LOAN') return closed;
  return new Refusal('ON_LOAN', 'outcome', {
    en: 'The machine is still on loan; swap it or have it returned before writing it off.',
    fr: "La machine est encore prêtée ; échangez-la ou faites-la rendre avant de l'abandonner.",
  });
}

/** Why `on` cannot be the day of a repair's next step: `OUT_OF_ORDER` when it comes before the last one. */
export function whyNotMovedOn({ movedOn }: RepairTicket, on: string): Refusal | null {
  if (on >= movedOn) return null;
  return new Refusal('OUT_OF_ORDER', 'on', {
    en: `The latest step of this repair happened on ${movedOn}; give that day or a later one.`,
    fr: `La dernière étape de cette réparation date du ${movedOn} ; donnez ce jour ou un jour suivant.`,
  });
}

/** Why no second repair can be opened: `REPAIR_ALREADY_OPEN`. A machine on loan keeps its custody, so only its tickets tell. */
export function whyNotFirst(openTickets: number): Refusal | null {
  if (openTickets === 0) return null;
  return new Refusal('REPAIR_ALREADY_OPEN', 'computerId', {
    en: 'A repair is already open; resolve it first.',
    fr: "Une réparation est déjà ouverte ; clôturez-la d'abord.",
  });
}
