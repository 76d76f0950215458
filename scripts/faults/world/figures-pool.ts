import { Pool, types as pgTypes } from 'pg';
import { connectionOptions, surviving } from '../../../services/kit/database/database.ts';
import type { Service } from '../stage/stage.ts';

const { DATE, INT8, NUMERIC } = pgTypes.builtins;

/** Connections of one service itself, as it opens them, without the mapping of entities that figures do without. */
export function figuresPool(url: string, service: Service): Pool {
  const getTypeParser = (oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return (text: string) => text;
    return oid === INT8 || oid === NUMERIC ? Number : pgTypes.getTypeParser(oid, format);
  };
  const options = `${connectionOptions(service)} -c app.roles=service`;
  return surviving(new Pool({ connectionString: url, options, types: { getTypeParser }, max: 8 }));
}

export async function withFigures<T>(url: string, service: Service, use: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = figuresPool(url, service);
  try {
    return await use(pool);
  } finally {
    await pool.end();
  }
}
