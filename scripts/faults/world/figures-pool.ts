import type { Pool } from 'pg';
import { servicePool } from '../../../packages/platform/database/database.ts';
import { loginOf } from '../stage/servers.ts';
import type { Service } from '../stage/stage.ts';

/** Connections of one service itself, as it opens them, without the mapping of entities that figures do without. */
export const figuresPool = (url: string, service: Service): Pool => servicePool(loginOf(url, service), service);

export async function withFigures<T>(url: string, service: Service, use: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = figuresPool(url, service);
  try {
    return await use(pool);
  } finally {
    await pool.end();
  }
}
