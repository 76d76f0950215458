import type { Client } from 'pg';
import { CANARY, CONTROL } from './find-canaries.ts';
import { names, NOT_PERSONAL, PERSONAL, type ColumnName } from './columns.ts';

/** A column of a migrated schema. */
export interface Column extends ColumnName {
  type: string;
  isNullable: boolean;
  isGenerated: boolean;
}

const TEXTS = ['text', 'character varying', 'jsonb', 'json', 'ARRAY', 'bytea'];
export const isText = ({ type }: Column): boolean => TEXTS.includes(type);
export const isPersonal = (column: Column): boolean => names(PERSONAL, column);
export const isOpen = (column: Column): boolean => NOT_PERSONAL.some(({ columns }) => names(columns, column));

/** Every column of a service, as its migrations made it. */
export async function columnsOf(db: Client, service: string): Promise<Column[]> {
  const { rows } = await db.query<Column>(
    `select table_schema as service, table_name as "table", column_name as "column", data_type as type,
       is_nullable = 'YES' as "isNullable", is_generated = 'ALWAYS' or is_identity = 'YES' as "isGenerated"
     from information_schema.columns where table_schema = $1 order by table_name, ordinal_position`,
    [service],
  );
  return rows;
}

export const ORGANISATION = 'SIRET-77562000200017';
const ROWS = 24;
/** Tables that the making of figures writes by itself. */
const MACHINERY = new Set(
  [
    'acknowledgement',
    'audit_run',
    'dirty',
    'edition',
    'fact',
    'heard',
    'heard_run',
    'held_above',
    'hub_incarnation',
    'hub_seen',
  ].concat(
    [
      'install',
      'migration',
      'pending_adjustment',
      'publication_refusal',
      'rollup',
      'rollup_check',
      'rollup_meaning',
      'run_challenge',
      'slice',
      'signing_key',
    ],
    ['told_edition', 'told_month'],
  ),
);

/** Fills every table of operations with rows whose personal columns hold canaries, each its own. */
export async function plant(db: Client, columns: readonly Column[]): Promise<void> {
  await db.query(`set search_path = ${columns[0]!.service}`);
  for (const [table, own] of Map.groupBy(columns, (column) => column.table)) {
    if (MACHINERY.has(table) || own.some(({ type }) => type === 'record')) continue;
    const name = `${own[0]!.service}.${table}`;
    const { rows: views } = await db.query("select from pg_class where oid = $1::regclass and relkind = 'v'", [name]);
    if (views.length > 0) continue;
    await loosen(db, name);
    const written = own.filter(({ isGenerated }) => !isGenerated);
    const rows = Array.from({ length: ROWS }, (_, n) =>
      Object.fromEntries(written.map((column) => [column.column, valueOf(column, n)])),
    );
    const list = written.map(({ column }) => `"${column}"`).join(', ');
    await db.query(`insert into ${name} (${list}) select ${list} from jsonb_populate_recordset(null::${name}, $1)`, [
      JSON.stringify(rows),
    ]);
  }
}

/** Lets anything stand in a table: canaries are no states, and their rows have no neighbours. */
async function loosen(db: Client, name: string): Promise<void> {
  const { rows } = await db.query<{ drop: string }>(
    `select format('alter table %s drop constraint if exists %I cascade', $1::text, conname) as drop from pg_constraint
      where conrelid = $1::regclass and contype in ('p', 'c', 'f', 'u', 'x')
     union all select format('drop index if exists %s', indexrelid::regclass) from pg_index i
      where indrelid = $1::regclass and indisunique and not exists (select from pg_constraint where conindid = i.indexrelid)`,
    [name],
  );
  for (const { drop } of rows) await db.query(drop);
}

/** The canary of a column in a row; people and households have one wherever they are meant. */
export function canaryOf({ service, table, column }: ColumnName, n: number): string {
  const of = /household|detached/.test(`${table} ${column}`) ? 'household' : 'person';
  if (/^(id|kept_id|household_id|person_id|one_id|other_id)$/.test(column)) return typeId(of, `${CANARY}${of[0]}`, n);
  return `${CANARY}${`${service}${table}${column}`.replaceAll(/[^a-z]/g, '')}${n}`;
}

const typeId = (prefix: string, middle: string, n: number): string =>
  `${prefix}_01${middle}${String(n).padStart(24 - middle.length, '0')}`;

function valueOf(column: Column, n: number): unknown {
  const { type, isNullable } = column;
  if (isPersonal(column)) return wrapped(type, canaryOf(column, n));
  if (type === 'jsonb') return [];
  if (type === 'ARRAY') return [];
  if (type === 'date') return isNullable && !HAPPENED.has(column.column) ? null : '2011-02-10';
  if (type.startsWith('timestamp')) return isNullable ? null : '2011-02-10T10:00:00Z';
  if (type === 'boolean') return true;
  if (isText(column)) return textOf(column, n);
  return isNullable && column.column === 'birth_year' ? 1970 : 1;
}

const wrapped = (type: string, canary: string): unknown =>
  type === 'jsonb' ? { note: canary } : type === 'ARRAY' ? [canary] : canary;

const HAPPENED = new Set(
  'requested_on approved_on signed_on started_on due_on held_on issued_on completed_on paid_on booked_on agreed_on'.split(
    ' ',
  ),
);
const STATES: Record<string, string> = { loan: 'ACTIVE', session: 'HELD', visa: 'PAID', donation: 'INVENTORIED' };
const KINDS: Record<string, string> = { session: 'INDIVIDUAL', milestone: 'COLLECTED', computer: 'LAPTOP' };

function textOf({ table, column, isNullable }: Column, n: number): string | null {
  if (column === 'id') return typeId(table.replaceAll('_', ''), '', n);
  if (column === 'programme_id') return CONTROL;
  if (/^(organisation|donor|recycler|prescriber|funder|course_provider)_id$/.test(column)) return ORGANISATION;
  if (column.endsWith('_id')) return typeId(column.slice(0, -3).replaceAll('_', ''), '', n);
  if (/commune|seat|territory/.test(column)) return 'COM-56121';
  if (column === 'status') return 'SEEN';
  if (column === 'state') return STATES[table] ?? 'OPEN';
  if (column === 'kind') return KINDS[table] ?? 'OTHER';
  return isNullable ? null : `${column} ${n}`;
}
