import type { History } from '../inventory.factory.ts';

/** A part as tests read it. */
export interface PartMade {
  id: string;
  kind: string;
  label: string;
  isTested: boolean;
  cost: number;
  stockedOn: string;
  fittedOn: string | null;
  discardedOn: string | null;
  origin: { id: string } | null;
  fittedIn: { id: string } | null;
  repairTicket: { id: string } | null;
  history: History;
}
