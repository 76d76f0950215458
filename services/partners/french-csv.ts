import { stringify } from 'csv-stringify/sync';

/**
 * Lines as a French spreadsheet opens them by a double click: UTF-8 with a byte-order mark, semicolons, decimal commas,
 * lines ended by CR LF (RFC 4180). Text that a spreadsheet would run as a formula is quoted by an apostrophe (OWASP, CSV
 * injection). `columns` are the headings by field, in their order.
 */
export function frenchCsv<Line extends object>(
  lines: readonly Line[],
  columns: Partial<Record<keyof Line, string>>,
): string {
  return stringify([...lines], {
    bom: true,
    header: true,
    columns: columns as Record<string, string>,
    delimiter: ';',
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { number: (value) => String(value).replace('.', ',') },
  });
}
