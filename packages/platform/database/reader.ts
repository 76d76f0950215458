import pg, { escapeLiteral } from 'pg';
import type { Viewer } from '../access/viewer.ts';
import { patienceWith, tookTooLong, wasEnded, whyEnded } from './patience.ts';

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
  /** Called with how many rows each of them gave. */
  onRows?: ((count: number) => void) | undefined;
  /** Whether the service is on its way out. */
  isStopping?(): boolean;
}

/**
 * A reader for one viewer over a shared pool. Who asks is told in the transaction of the statement and ends with it: no
 * connection remembers a viewer, and a pooler has none to mix up. Nothing more is read once nobody waits for the answer.
 */
export function readerFor(read: ReadOnlyPool, viewer: Viewer, signal?: AbortSignal): Reader {
  const { pool, onStatement, onRows, isStopping = () => false } = read;
  const settings = Object.entries(sessionVariables(viewer));
  const begin = `begin read only; select ${settings.map(localSetting).join(', ')}`;
  return {
    async rows<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
      refuseWhenLeft(signal);
      const client = await pool.connect();
      if (signal?.aborted) client.release();
      refuseWhenLeft(signal);
      onStatement?.(sql);
      // Sent together; where the statement fails, the commit is a rollback.
      const [begun, answered, ended] = await Promise.allSettled([
        client.query(begin),
        client.query<Row>(sql, parameters as unknown[]),
        client.query('commit'),
      ]);
      const broken = [begun, ended].find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
      client.release(broken?.reason as Error | undefined);
      if (answered.status === 'rejected') throw wasEnded(answered.reason) ? whyEnded(isStopping()) : answered.reason;
      if (broken) throw broken.reason;
      onRows?.(answered.value.rows.length);
      return camelCased(answered.value) as T[];
    },
  };
}

function refuseWhenLeft(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw tookTooLong();
}

const localSetting = ([name, value]: [string, string]): string =>
  `set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, true)`;

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
