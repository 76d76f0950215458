import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '../platform/refusals/refusal.ts';
import type { ReadText } from './read-text.ts';

/** One record of a table; the first line of a file is 1. */
export interface TableLine {
  number: number;
  /** The line it ends on: a cell in quotation marks may hold line breaks. */
  last: number;
  /** Its cells, as many as the header has; empty when `fault` says why they cannot be told apart. */
  cells: readonly string[];
  fault: Refusal | null;
}

/** A table of comma-separated values (RFC 4180), or separated by semicolons or tabs. */
export interface Table {
  separator: string;
  header: readonly string[];
  lines: readonly TableLine[];
}

/** A file with more quotation marks left open than this is no table: what follows each is read once more. */
const MOST_OPEN_QUOTES = 10;

/** Reads a table, and says of each line that cannot be read why. Refuses `EMPTY_FILE` and `NOT_A_TABLE`. */
export function readTable({ text, unreadable }: ReadText): Table {
  const separator = separatorOf(/^\s*(.*)/.exec(text)![1]!);
  const records = recordsOf(text, separator);
  const [first, ...others] = records;
  if (!first || (!first.fault && first.cells.every((cell) => cell.trim() === ''))) throw emptyFile();
  if (first.fault || isUnreadable(first, unreadable) || first.cells.length < 2) throw notATable();
  const header = first.cells.map((name) => name.trim());
  return { separator, header, lines: others.map((record) => judged(record, header.length, unreadable)) };
}

/** The separator that cuts the header into most columns. */
function separatorOf(header: string): string {
  const outsideQuotes = header.replace(/"[^"]*"/g, '');
  const count = (separator: string): number => outsideQuotes.split(separator).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0]!;
}

/** The records of a text; where a quotation mark stays open, its line is one, and reading goes on with the next line. */
function recordsOf(text: string, separator: string): TableLine[] {
  const lines = text.split('\n');
  const records: TableLine[] = [];
  let from = 0;
  for (let open = 0; open <= MOST_OPEN_QUOTES; open++) {
    const { found, isOpen } = parseFrom(lines, from, separator);
    records.push(...found);
    if (!isOpen) return records;
    from = lines.findIndex((line, index) => index >= (found.at(-1)?.last ?? from) && line !== '') + 1;
    records.push({ number: from, last: from, cells: [], fault: quoteOpen() });
  }
  throw notATable();
}

/** The records from the line after `from` to the end, or to a quotation mark that stays open. */
function parseFrom(lines: readonly string[], from: number, delimiter: string) {
  const found: TableLine[] = [];
  const keep = ({ record, info }: { record: string[]; info: { lines: number } }): null => {
    const last = from + info.lines;
    const breaks = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
    found.push({ number: last - breaks, last, cells: record, fault: null });
    return null;
  };
  try {
    // The library's types know `on_record` without `info`.
    parse(lines.slice(from).join('\n'), { ...DIALECT, delimiter, on_record: keep as never });
    const runaway = found.findIndex((line) => isRunaway(line, lines[0]!.split(delimiter).length, delimiter));
    return runaway < 0 ? { found, isOpen: false } : { found: found.slice(0, runaway), isOpen: true };
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    return { found, isOpen: true };
  }
}

/** Whether a stray quotation mark swallowed other lines: a cell goes on after its closing mark, or holds a whole line. */
function isRunaway({ number, last, cells }: TableLine, columns: number, separator: string): boolean {
  if (number === last) return false;
  const isWhole = (line: string): boolean => line.split(separator).length >= columns;
  return cells.some(
    (cell) => cell.includes('\n') && (cell.startsWith('"') || cell.split('\n').slice(1, -1).some(isWhole)),
  );
}

const DIALECT = { info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };

/** Judges whether the cells of a record are those of the columns; empty ones beyond the last column are none. */
function judged(line: TableLine, columns: number, unreadable: ReadonlySet<number>): TableLine {
  if (line.fault) return line;
  const extra = line.cells.slice(columns).some((cell) => cell.trim() !== '');
  const cells = line.cells.slice(0, columns).map((cell) => cell.trim());
  if (isUnreadable(line, unreadable)) return { ...line, cells, fault: unreadableCharacter() };
  const isRagged = extra || cells.length < columns;
  return { ...line, cells, fault: isRagged ? wrongNumberOfCells(line, columns) : null };
}

function isUnreadable({ number, last }: TableLine, unreadable: ReadonlySet<number>): boolean {
  return unreadable.size > 0 && Array.from({ length: last - number + 1 }).some((_, i) => unreadable.has(number + i));
}

const emptyFile = (): Refusal =>
  new Refusal('EMPTY_FILE', 'content', {
    en: 'The file is empty; give one whose first line names its columns.',
    fr: 'Le fichier est vide ; donnez-en un dont la première ligne nomme les colonnes.',
  });

const notATable = (): Refusal =>
  new Refusal('NOT_A_TABLE', 'content', {
    en: 'This is no table of separated values; export it as CSV, with the names of its columns in the first line.',
    fr: "Ce n'est pas un tableau de valeurs séparées ; exportez-le en CSV, avec le nom des colonnes en première ligne.",
  });

const quoteOpen = (): Refusal =>
  new Refusal('QUOTE_NOT_CLOSED', null, {
    en: 'A quotation mark is opened here and never closed; close it, or write it twice inside a cell.',
    fr: "Un guillemet s'ouvre ici et ne se ferme pas ; fermez-le, ou doublez-le dans la cellule.",
  });

const unreadableCharacter = (): Refusal =>
  new Refusal('UNREADABLE_CHARACTER', null, {
    en: 'A character cannot be read, neither as UTF-8 nor as Windows-1252; write it again and save the file as UTF-8.',
    fr: 'Un caractère est illisible, en UTF-8 comme en Windows-1252 ; récrivez-le et enregistrez le fichier en UTF-8.',
  });

const wrongNumberOfCells = ({ cells }: TableLine, columns: number): Refusal =>
  new Refusal('WRONG_NUMBER_OF_CELLS', null, {
    en: `There are ${cells.length} cells for ${columns} columns; put cells that hold a separator in quotation marks, and leave no cell out.`,
    fr: `Il y a ${cells.length} cellules pour ${columns} colonnes ; mettez entre guillemets les cellules qui contiennent un séparateur, et n'en omettez aucune.`,
  });
