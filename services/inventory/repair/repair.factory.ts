import type { ComputerMade } from '../computer/computer.factory.ts';
import type { History } from '../inventory.factory.ts';

/** A repair ticket as tests read it. */
export interface RepairMade {
  id: string;
  state: string;
  outcome: string | null;
  openedOn: string;
  resolvedOn: string | null;
  minutes: number;
  partsCost: number;
  computer: ComputerMade;
  history: History;
}
