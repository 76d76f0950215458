import type pg from 'pg';
import type { Viewer } from '../viewer.ts';
import { patienceWith, tookTooLong, wasEnded } from './patience.ts';

/** Rows of a read, keys in camelCase; dates are `YYYY-MM-DD` texts, instants are `Date`, numerics are numbers. */
export type Row = Record<string, unknown>;

/** Plain SQL reads as one viewer; row-level security sees who asks. */
export interface Reader {
  rows<T = Row>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
}

export interface ReadOnlyPool {
  pool: pg.Pool;
  /** Called with every statement sent; benchmarks and tests count with it. */
  onStatement?: ((sql: string) => void) | undefined;
}

const viewerOfConnection = new WeakMap<pg.PoolClient, string>();

/** A reader for one viewer over a shared pool. A connection changes viewer only when it has to. */
export function readerFor({ pool, onStatement }: ReadOnlyPool, viewer: Viewer): Reader {
  const settings = sessionVariables(viewer);
  const key = JSON.stringify(settings);
  return {
    async rows<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
      const client = await pool.connect();
      let failure: Error | undefined;
      try {
        if (viewerOfConnection.get(client) !== key) {
          await client.query(
            'select set_config(name, value, false) from unnest($1::text[], $2::text[]) as setting(name, value)',
            [Object.keys(settings), Object.values(settings)],
          );
          viewerOfConnection.set(client, key);
        }
        onStatement?.(sql);
        const result = await client.query(sql, parameters as unknown[]);
        return camelCased(result) as T[];
      } catch (error) {
        if (wasEnded(error)) throw tookTooLong();
        failure = error as Error;
        throw error;
      } finally {
        client.release(failure);
      }
    },
  };
}

/** What row-level security policies read with `current_setting('app.…', true)`, and how long a statement may take. */
export function sessionVariables(viewer: Viewer): Record<string, string> {
  return {
    'app.roles': viewer.roles.join(','),
    'app.association': viewer.association ?? '',
    'app.organisation': viewer.organisation ?? '',
    statement_timeout: String(patienceWith(viewer)),
  };
}

function camelCased(result: pg.QueryResult<Row>): Row[] {
  const names = result.fields.map(
    ({ name }) => [name, name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())] as const,
  );
  if (names.every(([name, camel]) => name === camel)) return result.rows;
  return result.rows.map((row) => {
    const renamed: Row = {};
    for (const [name, camel] of names) renamed[camel] = row[name];
    return renamed;
  });
}
