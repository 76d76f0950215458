import type { Figure } from '../../../packages/figures/read/figure.ts';

/** An agreement as a report keeps it; money in cents. */
export interface StatedAgreement {
  id: string;
  title: string;
  /** The other side's name. */
  organisation: string;
  startsOn: string;
  endsOn: string;
  amountCents: number;
  instalments: StatedInstalment[];
  targets: StatedTarget[];
}

export interface StatedInstalment {
  dueOn: string;
  amountCents: number;
  receivedOn: string | null;
  receivedCents: number | null;
}

export interface StatedTarget {
  value: number;
  period: string;
  territory: string;
  /** What was counted of it, with its definition. */
  achieved: Figure;
}
