import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { Refusal } from '../platform/refusals/refusal.ts';
import { Cells } from './cells.ts';
import { findColumns } from './columns.ts';
import { readTable } from './read-table.ts';
import { readText } from './read-text.ts';
import { isSummary } from './summary-line.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const western = (text: string): Buffer => Buffer.from(text, 'latin1');
const table = (content: Buffer | string) => readTable(readText(Buffer.from(content)));
const told = (content: Buffer | string) =>
  table(content).lines.map(({ number, last, cells, fault }) => [number, last, fault?.code ?? cells.join('/')]);
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'none';
};

describe('The text of a file', () => {
  it.each([
    ['UTF-8', bytes('é')],
    ['UTF-8', bytes('\ufeffé')],
    ['UTF-16', Buffer.from('\ufeffé', 'utf16le')],
    ['WINDOWS-1252', western('é')],
  ])('is read as %s', (encoding, content) => {
    expect(readText(content)).toEqual({ text: 'é', encoding, unreadable: new Set() });
  });

  it('is read line by line when two programs wrote it, and its unreadable lines are named', () => {
    const content = Buffer.concat([
      bytes('a,é\n'),
      western('b,é\n'),
      Buffer.from([0x63, 0x81, 0x0a]),
      bytes('d,\0\r\n'),
    ]);
    expect(readText(content)).toEqual({
      text: 'a,é\nb,é\nc\ufffd\nd,\ufffd\n',
      encoding: 'MIXED',
      unreadable: new Set([3, 4]),
    });
  });
});

describe('A table', () => {
  it.each([',', ';', '\t'])('is separated by %j', (separator) => {
    expect(table(`a${separator}"b,;"\n1${separator}2`)).toMatchObject({ separator, header: ['a', 'b,;'] });
  });

  it('keeps line breaks, separators and quotation marks of quoted cells, and counts the lines of the file', () => {
    expect(told('a,b\r\n"x, ""y"""," z"\r\n\r\n"two\r\nlines",2\r\n3,4\r\n')).toEqual([
      [2, 2, 'x, "y"/z'],
      [4, 5, 'two\nlines/2'],
      [6, 6, '3/4'],
    ]);
  });

  it('refuses a line with a quotation mark that stays open, and reads on after it', () => {
    expect(told('a,b\n1,2\n"3,4\n5,6\n\n"7,8\n9,10\n')).toEqual([
      [2, 2, '1/2'],
      [3, 3, 'QUOTE_NOT_CLOSED'],
      [4, 4, '5/6'],
      [6, 6, 'QUOTE_NOT_CLOSED'],
      [7, 7, '9/10'],
    ]);
    expect(told('a,b\n1,2\n\n"3,4\n5,6\n')).toEqual([
      [2, 2, '1/2'],
      [4, 4, 'QUOTE_NOT_CLOSED'],
      [5, 5, '5/6'],
    ]);
  });

  it('does not let two stray quotation marks swallow the lines between them', () => {
    expect(told('a,b,notes\n1,2,"x\n3,4,y\n5,6,z"\n7,8,"two\nlines, no more"\n')).toEqual([
      [2, 2, 'QUOTE_NOT_CLOSED'],
      [3, 3, '3/4/y'],
      [4, 4, '5/6/z"'],
      [5, 6, '7/8/two\nlines, no more'],
    ]);
  });

  it('refuses lines with too few or too many cells, and ignores empty cells beyond the last column', () => {
    expect(told('a,b\n1\n1,2,3\n1,2,,\n')).toEqual([
      [2, 2, 'WRONG_NUMBER_OF_CELLS'],
      [3, 3, 'WRONG_NUMBER_OF_CELLS'],
      [4, 4, '1/2'],
    ]);
  });

  it('refuses a line with a character that is none', () => {
    expect(told(Buffer.concat([bytes('a,b\n1,2\n3,'), Buffer.from([0x81]), bytes('\n5,6')]))).toEqual([
      [2, 2, '1/2'],
      [3, 3, 'UNREADABLE_CHARACTER'],
      [4, 4, '5/6'],
    ]);
  });

  it.each([
    ['', 'EMPTY_FILE'],
    ['\n \n', 'EMPTY_FILE'],
    ['one column\n1', 'NOT_A_TABLE'],
    ['"a,b\n1,2', 'NOT_A_TABLE'],
    ['\0\0,\0\n1,2', 'NOT_A_TABLE'],
    [`a,b\n${'1,"x\n3,4\n5,y"\n'.repeat(60)}`, 'NOT_A_TABLE'],
  ])('is none (%#)', (content, code) => {
    expect(codeOf(() => table(content))).toBe(code);
  });

  it('gives back whatever was written as one', () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 8 })
      .map((text) => text.replace(/[\r\0\ufffd\u0080-\u009f]/g, '').trim());
    const rows = fc.array(
      fc.tuple(
        cell,
        cell,
        cell.map((text) => `x${text}`),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t'), (records, delimiter) => {
        const written = stringify([['a', 'b', 'c'], ...records], { delimiter, quoted_string: true });
        expect(table(written).lines.map(({ cells }) => cells)).toEqual(records);
      }),
    );
  });
});

const COLUMNS = [
  { field: 'label', names: ['Étiquette', 'Asset Tag'], isRequired: true },
  { field: 'on', names: ["Date d'achat", 'Purchased'] },
  { field: 'size', names: ['taille'] },
];

describe('The columns of a table', () => {
  it('are found whatever their case, accents and punctuation, and the others are told', () => {
    const { at, ignored } = findColumns(['Checked Out To', 'ASSET_TAG', '', 'date d’achat'], COLUMNS);
    expect([...at]).toEqual([
      ['label', 1],
      ['on', 3],
    ]);
    expect(ignored).toEqual(['Checked Out To']);
  });

  it('must be there when they are needed, and once', () => {
    expect(codeOf(() => findColumns(['a', 'b'], COLUMNS))).toBe('COLUMN_MISSING');
    expect(codeOf(() => findColumns(['asset tag', 'etiquette'], COLUMNS))).toBe('COLUMN_TWICE');
  });
});

describe('A cell', () => {
  const columns = findColumns(['etiquette', 'purchased', 'taille'], COLUMNS);
  const cells = (label: string, on = '', size = '') => new Cells(columns, [label, on, size]);

  it('is text, without the HTML that some exports leave in', () => {
    expect(cells('<a href="https://x/1" title="a"> R&amp;D <b>x</b></a>').text('label')).toBe('R&D x');
    expect(cells('').text('label')).toBeNull();
    expect(codeOf(() => cells('two\nlines').text('label'))).toBe('SEVERAL_LINES');
    expect(cells('a').text('not there')).toBeNull();
    expect(codeOf(() => cells('').required('label'))).toBe('VALUE_MISSING');
  });

  it.each([
    ['2011-06-15', '2011-06-15'],
    ['2011-06-15 10:20:30', '2011-06-15'],
    ['15/06/2011', '2011-06-15'],
    ['5.6.2011', '2011-06-05'],
    ['29/02/2012', '2012-02-29'],
  ])('is a day: %s', (text, day) => expect(cells('a', text).day('on')).toBe(day));

  it.each(['31/06/2011', '2011-13-01', '2011-02-29', '06/15/2011', '15/06/11', 'hier', '0000-00-00'])(
    'is no day: %s',
    (text) => expect(codeOf(() => cells('a', text).day('on'))).toBe('NOT_A_DAY'),
  );

  it.each(['0026-11-30', '31/12/1989'])('is no day before anything could be: %s', (text) =>
    expect(codeOf(() => cells('a', text).day('on'))).toBe('INVALID_INPUT'),
  );

  it('may be a day of its own first one', () => {
    expect(cells('a', '1984-05-02').day('on', { first: '1970-01-01' })).toBe('1984-05-02');
    expect(codeOf(() => cells('a', '1969-12-31').day('on', { first: '1970-01-01' }))).toBe('INVALID_INPUT');
  });

  it('is a whole number, or a word among others', () => {
    expect(cells('a', '', '12').integer('size')).toBe(12);
    expect(codeOf(() => cells('a', '', '1,5').integer('size'))).toBe('NOT_A_NUMBER');
    const words = { Surdité: 1, 'Handicaps moteurs': 2 };
    expect(cells('handicaps MOTEURS|surdite;Surdité').words('label', words)).toEqual([2, 1]);
    expect(cells('').word('label', words)).toBeNull();
    expect(codeOf(() => cells('autre').word('label', words))).toBe('UNKNOWN_WORD');
  });
});

describe('A line that sums up the others', () => {
  const header = ['N°', 'etiquette', 'purchased', 'taille'];
  const sums = (...cells: string[]) => isSummary({ columns: COLUMNS }, findColumns(header, COLUMNS), cells);

  it.each([
    'TOTAL',
    'Total :',
    'Total général',
    'TOTAL GÉNÉRAL 2011',
    'Sous-total',
    'sous total :',
    'Totaux',
    'Total des postes',
    'Grand total',
    'Subtotal',
  ])('is told by what it says: %s', (word) => {
    expect(sums('', word, '', '')).toBe(true);
    expect(sums('', word, 'Portable', '12')).toBe(true);
    expect(sums(word, '42', '', '1 250,00 €')).toBe(true);
  });

  it.each([
    ['7', 'PC-TOTAL', '', ''],
    ['7', 'Totalement neuf', '', ''],
    ['7', 'A-1', 'Total', '3'],
    ['Total', 'A-1', 'Jeanne', '3'],
    ['', '12', '', ''],
  ])('is not %j', (...cells) => expect(sums(...cells)).toBe(false));
});
