import { Pool, types as pgTypes } from 'pg';
import { surviving } from '../../../services/kit/database/database.ts';
import type { Service } from '../stage/stage.ts';

const { DATE, INT8, NUMERIC } = pgTypes.builtins;

/** Connections into one service's schema that read numbers and days as the services do. */
export function figuresPool(url: string, service: Service): Pool {
  const getTypeParser = (oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return (text: string) => text;
    return oid === INT8 || oid === NUMERIC ? Number : pgTypes.getTypeParser(oid, format);
  };
  const options = `-c search_path=${service} -c timezone=UTC -c app.roles=service`;
  return surviving(new Pool({ connectionString: url, options, types: { getTypeParser }, max: 2 }));
}

export async function withFigures<T>(url: string, service: Service, use: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = figuresPool(url, service);
  try {
    return await use(pool);
  } finally {
    await pool.end();
  }
}
