import { encodeQR } from 'qr';
import { closed, openPdf } from '../../../packages/platform/documents/print-document.ts';

/** What one label says. */
export interface Label {
  label: string;
  code: string;
}

type Pdf = ReturnType<typeof openPdf>;

const POINTS_PER_MM = 72 / 25.4;
const mm = (length: number): number => length * POINTS_PER_MM;

// A4 sheets of 24 labels of 63.5 × 33.9 mm, as Avery L7159: no gap between rows, 2.5 mm between columns.
const COLUMNS = 3;
const ROWS = 8;
/** How many labels a sheet has. */
export const LABELS_A_SHEET = COLUMNS * ROWS;
const WIDTH = mm(63.5);
const HEIGHT = mm(33.9);
const PITCH = mm(66);
const LEFT = mm(7.25);
const TOP = mm(12.9);

const CODE_SIDE = mm(26);
const PADDING = mm(3.5);

interface Sheets {
  /** By its name. */
  association: string;
  labels: readonly Label[];
  /** Labels already taken off the first sheet. */
  skip: number;
  printedAt: Date;
}

/** Sheets of labels as PDF: each wears its label, the association and a QR code. */
export function printLabels({ association, labels, skip, printedAt }: Sheets): Promise<Buffer> {
  const pdf = openPdf({ title: 'Étiquettes', issuer: association, printedAt });
  freeOfMargins(pdf);
  for (const [index, label] of labels.entries()) {
    const place = skip + index;
    if (index > 0 && place % LABELS_A_SHEET === 0) freeOfMargins(pdf.addPage());
    printLabel(pdf, label, association, place % LABELS_A_SHEET);
  }
  return closed(pdf);
}

/** Text near the foot of a page would otherwise begin another one. */
function freeOfMargins(pdf: Pdf): void {
  pdf.page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
}

function printLabel(pdf: Pdf, { label, code }: Label, association: string, place: number): void {
  const left = LEFT + (place % COLUMNS) * PITCH;
  const top = TOP + Math.floor(place / COLUMNS) * HEIGHT;
  const textLeft = left + PADDING + CODE_SIDE + mm(2);
  const width = left + WIDTH - PADDING - textLeft;
  drawCode(pdf, code, left + PADDING, top + (HEIGHT - CODE_SIDE) / 2);
  const write = (text: string, size: number, y: number, lines: number): void => {
    const height = size * 1.2 * lines;
    pdf.fontSize(size).text(text, textLeft, y, { width, height, ellipsis: true });
  };
  const words = pdf.struct('P', {}, () => {
    pdf.font('bold');
    write(label, 11, top + PADDING, 3);
    pdf.font('plain');
    write(association, 7, top + HEIGHT - PADDING - 18, 2);
  });
  pdf.addStructure(words);
}

/** One rectangle for each run of dark modules, the quiet zone included in the square. */
function drawCode(pdf: Pdf, code: string, left: number, top: number): void {
  const rows = encodeQR(code, 'raw', { ecc: 'medium', border: 4 });
  const side = CODE_SIDE / rows.length;
  const figure = pdf.struct('Figure', { alt: code }, () => {
    for (const [y, row] of rows.entries())
      for (const { from, length } of darkRuns(row)) pdf.rect(left + from * side, top + y * side, length * side, side);
    pdf.fill('black');
  });
  pdf.addStructure(figure);
}

function darkRuns(row: readonly boolean[]): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = [];
  for (const [x, isDark] of row.entries()) {
    if (!isDark) continue;
    if (x > 0 && row[x - 1]) runs.at(-1)!.length++;
    else runs.push({ from: x, length: 1 });
  }
  return runs;
}
