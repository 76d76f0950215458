import { Client, type Pool } from 'pg';
import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { aClock, type TestClock } from '../../platform/testing/a-clock.ts';
import { aMigratedDatabase } from '../../platform/testing/database.ts';
import { ANONYMOUS } from '../../platform/access/viewer.ts';
import type { FigureBounds } from '../read/figure.ts';
import type { ImpactScope } from '../read/impact-scope.ts';
import { createFigureReader } from '../read/read-figures.ts';
import { createFigures } from '../run/figures-jobs.ts';
import { TOY_MEASURES } from './toy-measures.ts';
import { ToyMigration } from './toy-migration.ts';

/** The toy works in plain SQL; a database wants one entity at least. */
@Entity({ tableName: 'toy_loan' })
export class ToyLoan {
  @PrimaryKey({ type: 'integer' })
  id!: number;
}

export const TOY_MIGRATIONS = { '0001-toy': ToyMigration };

/** A toy service on its own database, without a server in front. */
export interface Toy {
  database: Database;
  /** The superuser's URL of its database. */
  url: string;
  clock: TestClock;
  build(): Promise<string[]>;
  /** A connection that no trigger need see; to be ended. */
  asOwner(): Promise<Client>;
  /** Inserts rows into one of the toy's tables. */
  add(table: string, rows: Record<string, unknown>[]): Promise<void>;
  read(measure: string, scope: Partial<ImpactScope>): Promise<FigureBounds>;
  /** The organisations behind a SET, in order. */
  members(measure: string, scope: Partial<ImpactScope>): Promise<string[]>;
  /** What the network sees of the facts: "period territory value", for one measure. */
  told(measure: string): Promise<string[]>;
  /** Empties every table, for the next test. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

// Operational tables first: their triggers write into `dirty`.
const TOY_TABLES = ['toy_mending', 'toy_loan', 'toy_learning', 'toy_help'];
const TABLES = [
  ...TOY_TABLES,
  'dirty',
  'slice',
  'acknowledgement',
  'fact',
  'rollup',
  'heard',
  'edition',
  'install',
  'heard_run',
  'run_challenge',
  'held_above',
  'rollup_meaning',
  'told_month',
  'told_edition',
  'audit_run',
  'rollup_check',
  'pending_adjustment',
  'hub_seen',
  'publication_refusal',
  'refused_slice',
  'usual_figure',
];

export const aScope = (scope: Partial<ImpactScope>): ImpactScope => ({
  territory: null,
  association: null,
  programme: null,
  period: '2011',
  geography: 'AT_EVENT',
  ...scope,
});

interface ToySetting {
  today?: string;
  /** Null for a hub. */
  association?: string | null;
}

export async function aToy({ today = '2011-12-31', association = 'defis' }: ToySetting = {}): Promise<Toy> {
  const { url, urlFor, drop } = await aMigratedDatabase('toy_figures', (fresh) =>
    migrate(fresh, 'lending', TOY_MIGRATIONS),
  );
  const database = await openDatabase({ url: urlFor('lending'), service: 'lending', entities: [ToyLoan] });
  const clock = aClock(today);
  const seat = association && 'COM-56121';
  const { build } = createFigures({ database, measures: TOY_MEASURES, clock, association, seat, upstream: null });
  const reader = createFigureReader(TOY_MEASURES);
  return {
    database,
    url,
    clock,
    build,
    asOwner: async () => {
      const owner = new Client({ connectionString: url });
      await owner.connect();
      return owner;
    },
    add: (table, rows) => insert(database, table, rows),
    read: (measure, scope) => reader.read({ sql: database.reader(ANONYMOUS), clock }, aScope(scope), measure),
    members: async (measure, scope) =>
      (await reader.readMembers({ sql: database.reader(ANONYMOUS), clock }, aScope(scope), measure)).sort(),
    told: (measure) => told(database, measure),
    reset: async () => {
      clock.set(today);
      await emptyTables(database.pool);
    },
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

/** Empties every table of a toy, for the next test. */
export async function emptyTables(db: Pick<Pool, 'query'>): Promise<void> {
  await db.query(TABLES.map((table) => `delete from lending.${table};`).join(''));
}

async function insert({ pool }: Database, table: string, rows: Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0]!).join(', ');
  await pool.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

async function told({ pool }: Database, measure: string): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select concat_ws(' ', period, territory, coalesce(trim_scale(value)::text, 'hidden')) as line from fact where measure = $1
     order by period, territory`,
    [measure],
  );
  return rows.map(({ line }) => line);
}

/** Loans of `count` households of a commune. */
export const loans = (commune: string, count: number, loan: { from_on: string; to_on?: string | null }) =>
  Array.from({ length: count }, (_, i) => ({ household: `${commune} household ${i}`, commune, to_on: null, ...loan }));
