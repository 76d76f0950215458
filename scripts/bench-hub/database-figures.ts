import type { Pool } from 'pg';
import { SUBGRAPH_NAMES } from '../../packages/platform/peers/subgraph.ts';

/** Bytes and rows of the tables of figures, all services together. */
export interface TableSize {
  table: string;
  rows: number;
  bytes: number;
  ofWhichIndexes: number;
  deadRows: number;
}

const TABLES = ['slice', 'fact', 'rollup'] as const;

/** How large the tables of figures are; rows as the statistics estimate them. */
export async function tableSizes(pool: Pool): Promise<TableSize[]> {
  const { rows } = await pool.query<Record<keyof TableSize, string>>(
    `select relname as table, sum(n_live_tup) as rows, sum(pg_total_relation_size(relid)) as bytes,
       sum(pg_indexes_size(relid)) as "ofWhichIndexes", sum(n_dead_tup) as "deadRows"
     from pg_stat_user_tables where relname = any($1) and schemaname = any($2) group by 1 order by 3 desc`,
    [TABLES, SUBGRAPH_NAMES],
  );
  return rows.map(({ table, ...numbers }) => ({
    table,
    rows: Number(numbers.rows),
    bytes: Number(numbers.bytes),
    ofWhichIndexes: Number(numbers.ofWhichIndexes),
    deadRows: Number(numbers.deadRows),
  }));
}

/** Bytes written to the write-ahead log so far. */
export async function walBytes(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>("select pg_current_wal_lsn() - '0/0' as bytes");
  return Number(rows[0]!.bytes);
}

/** How often autovacuum has gone over the rollups, and what share of their updates stayed on their page. */
export async function upkeepOfRollups(pool: Pool): Promise<{ vacuums: number; updates: number; hot: number }> {
  const { rows } = await pool.query<{ vacuums: string; updates: string; hot: string }>(
    `select sum(autovacuum_count) as vacuums, sum(n_tup_upd) as updates, sum(n_tup_hot_upd) as hot
     from pg_stat_user_tables where relname = 'rollup'`,
  );
  const [row] = rows;
  return { vacuums: Number(row!.vacuums), updates: Number(row!.updates), hot: Number(row!.hot) };
}
