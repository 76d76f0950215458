import { Refusal } from '../../kit/refusal.ts';
import type { Computer } from '../computer/computer.entity.ts';
import type { RepairOutcome, RepairTicket } from './repair-ticket.entity.ts';

/** Why a ticket cannot be resolved: `ALREADY_RESOLVED`, or `ON_LOAN` when the machine would be written off. */
export function whyNotResolvable(ticket: RepairTicket, computer: Computer, outcome: RepairOutcome): Refusal | null {
  if (ticket.outcome)
    return new Refusal('ALREADY_RESOLVED', 'repairTicketId', {
      en: 'This repair is already resolved; open another one for a new fault.',
      fr: 'Cette réparation est déjà close ; ouvrez-en une autre pour une nouvelle panne.',
    });
  if (outcome === 'WRITTEN_OFF' && computer.custody === 'ON_LOAN')
    return new Refusal('ON_LOAN', 'outcome', {
      en: 'The machine is still on loan; swap it or have it returned before writing it off.',
      fr: "La machine est encore prêtée ; échangez-la ou faites-la rendre avant de l'abandonner.",
    });
  return null;
}

/** Why `on` cannot end a repair: `OUT_OF_ORDER` when it comes before its opening. */
export function whyNotResolvedOn({ openedOn }: RepairTicket, on: string): Refusal | null {
  if (on >= openedOn) return null;
  return new Refusal('OUT_OF_ORDER', 'on', {
    en: `This repair was opened on ${openedOn}; give that day or a later one.`,
    fr: `Cette réparation a été ouverte le ${openedOn} ; donnez ce jour ou un jour suivant.`,
  });
}
