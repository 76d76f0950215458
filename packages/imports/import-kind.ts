import type { Named } from '../platform/peers/noun.ts';
import type { Refusal } from '../platform/refusals/refusal.ts';
import type { ServiceContext } from '../platform/context/service-context.ts';
import type { Cells } from './cells.ts';
import type { Column } from './columns.ts';

/** A line that was understood, on its way to become something. */
export interface DraftLine<Draft> {
  importId: string;
  /** The line of the file it began on. */
  number: number;
  draft: Draft;
  /** To be given to the verbs that take the line, so that each happens once. */
  idempotencyKey: string;
}

/** What became of a line. */
export type Outcome =
  | { status: 'CREATED' | 'SKIPPED'; objectId: string; isUnfinished?: boolean }
  | { status: 'REFUSED'; refusal: Refusal };

/** One kind of file that a service imports. */
export interface ImportKind<Draft = unknown, Settings extends object = object> {
  /** The mutation that starts it: `importComputers`. */
  verb: string;
  columns: readonly Column[];
  /** Lines that one transaction takes. */
  batchSize: number;
  /** Reads one line; refusals name the field of a column. Pure: called when the file comes in. */
  read(cells: Cells): Draft;
  /** What makes two lines the same thing: a label, a reference; null when only the whole line does. */
  keyOf(draft: Draft): string | null;
  /** What a line names that other services own; they are asked for many lines at once, before the lines are taken. */
  names?(draft: Draft): Named[];
  /**
   * Takes lines through the service's verbs, as whoever asked for the import and in one transaction: one outcome each, in
   * the same order. Whatever it does may be undone afterwards: a dry run undoes everything.
   */
  take(context: ServiceContext, settings: Settings, lines: readonly DraftLine<Draft>[]): Promise<Outcome[]>;
  /** What remains to be done for a line once it is kept, such as asking another service; null when it went well. */
  finish?(context: ServiceContext, line: DraftLine<Draft> & { objectId: string }): Promise<Refusal | null>;
}
