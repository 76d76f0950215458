import { frenchCsv } from '../french-csv.ts';
import { FIGURE_COLUMNS } from '../measure/line.ts';
import type { ReportContent, ReportLine } from './report-lines.ts';

const { indicator, label, value, atLeast, atMost, ...saidOfIt } = FIGURE_COLUMNS;

/** Headings, in French, of the columns. */
const COLUMNS: Partial<Record<keyof ReportLine, string>> = {
  section: 'section',
  agreement: 'convention',
  indicator,
  label,
  value,
  atLeast,
  atMost,
  target: 'prévu',
  period: 'période',
  territory: 'territoire',
  dueOn: 'échéance',
  receivedOn: 'reçu le',
  ...saidOfIt,
};

/** The lines of a report as a table for a French spreadsheet. */
export const printCsv = ({ lines }: ReportContent): string => frenchCsv(lines, COLUMNS);
