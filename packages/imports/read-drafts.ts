import { createHash } from 'node:crypto';
import { Refusal } from '../platform/refusals/refusal.ts';
import { Cells } from './cells.ts';
import { findColumns, type Columns } from './columns.ts';
import type { ImportKind } from './import-kind.ts';
import { readTable, type Table, type TableLine } from './read-table.ts';
import { readText, type Encoding } from './read-text.ts';
import { isSummary, summaryLine } from './summary-line.ts';

/** A line as it is kept until its turn comes: understood, or refused at once. */
export interface KeptLine {
  number: number;
  last: number;
  draft: unknown;
  draftKey: string | null;
  refusal: Refusal | null;
}

/** What a file says, line by line. */
export interface Drafts {
  digest: string;
  encoding: Encoding;
  separator: string;
  ignoredColumns: readonly string[];
  /** How the file names each field. */
  columnNames: Record<string, string>;
  lines: readonly KeptLine[];
}

/** More lines are several files. */
const MOST_LINES = 20_000;

/** Counted before anything is parsed, which takes the whole process meanwhile; a cell may go over several lines. */
const MOST_LINE_BREAKS = 2 * MOST_LINES;

/**
 * Reads a file as one of a kind. Refuses what makes the whole file unreadable (`EMPTY_FILE`, `NOT_A_TABLE`,
 * `COLUMN_MISSING`, `COLUMN_TWICE`, `TOO_MANY_LINES`); every other fault is the fault of its line.
 */
export function readDrafts<Draft>(kind: ImportKind<Draft>, bytes: Uint8Array): Drafts {
  const text = readText(bytes);
  const lineBreaks = text.text.split('\n').length - 1;
  if (lineBreaks > MOST_LINE_BREAKS) throw tooManyLines(lineBreaks);
  const table = readTable(text);
  if (table.lines.length > MOST_LINES) throw tooManyLines(table.lines.length);
  const columns = findColumns(table.header, kind.columns);
  return {
    digest: createHash('sha256').update(bytes).digest('hex'),
    encoding: text.encoding,
    separator: table.separator,
    ignoredColumns: columns.ignored,
    columnNames: namesOf(columns, table),
    lines: readLines(kind, table, columns),
  };
}

function readLines<Draft>(kind: ImportKind<Draft>, table: Table, columns: Columns): KeptLine[] {
  const firstWith = new Map<string, number>();
  return table.lines.map((line) => {
    const kept = readLine(kind, line, columns);
    const { draftKey, number } = kept;
    const first = draftKey === null ? undefined : firstWith.get(draftKey);
    if (first !== undefined) return { ...kept, draft: null, refusal: twiceInFile(first) };
    if (draftKey !== null) firstWith.set(draftKey, number);
    return kept;
  });
}

function readLine<Draft>(kind: ImportKind<Draft>, line: TableLine, columns: Columns): KeptLine {
  const { number, last, cells, fault } = line;
  const refused = (refusal: Refusal): KeptLine => ({ number, last, draft: null, draftKey: null, refusal });
  if (fault) return refused(fault);
  if (isSummary(kind, columns, cells)) return refused(summaryLine());
  try {
    const draft = kind.read(new Cells(columns, cells));
    return { number, last, draft, draftKey: kind.keyOf(draft), refusal: null };
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

const namesOf = ({ at }: Columns, { header }: Table): Record<string, string> =>
  Object.fromEntries([...at].map(([field, place]) => [field, header[place]!]));

const twiceInFile = (first: number): Refusal =>
  new Refusal('TWICE_IN_FILE', null, {
    en: `Line ${first} of this file is about the same; keep one of the two.`,
    fr: `La ligne ${first} de ce fichier parle de la même chose ; gardez l'une des deux.`,
  });

const tooManyLines = (count: number): Refusal =>
  new Refusal('TOO_MANY_LINES', 'content', {
    en: `The file has ${count} lines; cut it into files of at most ${MOST_LINES}.`,
    fr: `Le fichier a ${count} lignes ; découpez-le en fichiers de ${MOST_LINES} au plus.`,
  });
