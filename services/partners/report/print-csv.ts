import { stringify } from 'csv-stringify/sync';
import type { ReportContent, ReportLine } from './report-lines.ts';

/** Headings, in French, of the columns. */
const COLUMNS: Partial<Record<keyof ReportLine, string>> = {
  section: 'section',
  agreement: 'convention',
  indicator: 'indicateur',
  label: 'libellé',
  value: 'valeur',
  atLeast: 'au moins',
  atMost: 'au plus',
  target: 'prévu',
  unit: 'unité',
  kind: 'nature',
  status: 'statut',
  remark: 'précision',
  period: 'période',
  territory: 'territoire',
  dueOn: 'échéance',
  receivedOn: 'reçu le',
  definition: 'définition',
  source: 'source',
  asOf: 'compté jusqu’au',
};

/**
 * The lines of a report as a French spreadsheet opens them by a double click: UTF-8 with a byte-order mark, semicolons,
 * decimal commas, lines ended by CR LF (RFC 4180). Text that a spreadsheet would run as a formula is quoted by an
 * apostrophe (OWASP, CSV injection).
 */
export function printCsv({ lines }: ReportContent): string {
  return stringify([...lines], {
    bom: true,
    header: true,
    columns: COLUMNS as Record<string, string>,
    delimiter: ';',
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { number: (value) => String(value).replace('.', ',') },
  });
}
