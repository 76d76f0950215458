import { dayInParis, lastDay, type Period } from '../../calendar/period.ts';

/** "All programmes": a fact without a programme of its own, and every total. */
export const ALL_PROGRAMMES = '*';

/** One published number. */
export interface Fact {
  /** A commune, department or region, or the rest of one of the last two: "DEP-56~other". */
  territory: string;
  measure: string;
  /** A programme's id, or "*". */
  programme: string;
  /** The organisation itself, in SET measures; else "". */
  member: string;
  /** Null: there is something here, and it is hidden. */
  value: number | null;
  /** How many people a told figure on people rests on; known to the association alone, and never sent. */
  people?: number | null;
}

/** A fact with the period whose slice it belongs to. */
export interface DatedFact extends Fact {
  period: Period;
}

/** The day whose map places the facts of a slice: the period's last day; for ever, the day the slice was made. */
export function mapDay({ period }: { period: Period }, asOf: Date = new Date(0)): string {
  return period === 'ever' ? dayInParis(asOf) : lastDay(period);
}
