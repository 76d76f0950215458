import { randomUUID } from 'node:crypto';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { EntityName } from '@mikro-orm/core';
import { type ClientBase, escapeLiteral, Pool, types as pgTypes } from 'pg';
import type { SubgraphName } from '../peers/subgraph.ts';
import type { Viewer } from '../access/viewer.ts';
import { watchStatements } from './hanging.ts';
import { refuseWrongConnections } from './refuse-connection.ts';
import { readerFor, sessionVariables, type Reader } from './reader.ts';

const { DATE, INT8, NUMERIC } = pgTypes.builtins;
const keepText = (text: string): string => text;

/** Days stay texts (a day has no time zone); counts and amounts become numbers (all far below 2^53). */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return keepText;
    if (oid === INT8 || oid === NUMERIC) return Number;
    return pgTypes.getTypeParser(oid, format);
  },
};

/** One service's own schema in the instance's PostgreSQL, entered by the service's own login. */
export interface Database {
  service: SubgraphName;
  /** Plain SQL reads, as one viewer, until the signal says that nobody waits any more. */
  reader(viewer: Viewer, signal?: AbortSignal): Reader;
  /** A fresh unit of work for one mutation, as one viewer. */
  unitOfWork(viewer: Viewer): EntityManager;
  /** Connections of the service itself, for figures and jobs: row-level security sees the role `service`. */
  pool: Pool;
  /** Cancels the statements that hang, from now until all is closed. */
  hasten(): void;
  isStopping(): boolean;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL URL with the service's own login. */
  url: string;
  service: SubgraphName;
  entities: EntityName[];
  /** Called with each read statement, and with how many rows it gave. */
  onStatement?: ((sql: string) => void) | undefined;
  onRows?: ((count: number) => void) | undefined;
}

export const queueSchemaOf = (service: SubgraphName): string => `${service}_jobs`;

/** Start-up parameters that put an owner's connection in a service's schema, in UTC. */
export const connectionOptions = (service: SubgraphName): string => `-c search_path=${service} -c timezone=UTC`;

/**
 * What each connection of a service is told before it is used. By a statement: poolers, also those that keep sessions, let no
 * `options` through.
 */
const beginningWith = (service: SubgraphName, more: Record<string, string> = {}) => {
  const settings = Object.entries({ search_path: service, timezone: 'UTC', ...more });
  const calls = settings.map(([name, value]) => `set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, false)`);
  return { onConnect: (client: ClientBase) => client.query(`select ${calls.join(', ')}`) };
};

/**
 * Opens a service's schema. Throws a sentence for whoever operates the instance when the address leads to another role than the
 * service's own login, or through a pooler that does not keep sessions.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, service, entities, onStatement, onRows } = options;
  // Of this process alone: another one of the same login may serve beside it.
  const application_name = `passerelle ${service} ${randomUUID()}`;
  const reading = poolOf(url, service, { ...beginningWith(service), pipeline: true, application_name });
  const pool = servicePool(url, service, { application_name });
  const statements = watchStatements(url, application_name);
  const isStopping = statements.areHastened;
  try {
    await refuseWrongConnections(pool, service);
  } catch (error) {
    await Promise.all([reading.end(), pool.end()]);
    throw error;
  }
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    metadataProvider: ReflectMetadataProvider,
    schema: service,
    pool: { min: 0, max: 8 },
    driverOptions: { ...beginningWith(service), types, application_name },
    allowGlobalContext: false,
  });
  return {
    service,
    pool,
    reader: (viewer, signal) => readerFor({ pool: reading, onStatement, onRows, isStopping }, viewer, signal),
    unitOfWork: (viewer) => orm.em.fork({ session: { variables: sessionVariables(viewer) } }),
    hasten: statements.hasten,
    isStopping,
    close: async () => {
      statements.hasten();
      await Promise.all([reading.end(), pool.end(), orm.close(true)]).finally(statements.rest);
    },
  };
}

/** Connections of a service itself, for figures and jobs: row-level security sees the role `service` in each of them. */
export const servicePool = (url: string, service: SubgraphName, more: object = {}): Pool =>
  poolOf(url, service, { ...beginningWith(service, { 'app.roles': 'service' }), ...more });

function poolOf(url: string, service: SubgraphName, more: object): Pool {
  const pool = new Pool({
    connectionString: url,
    types,
    max: 8,
    application_name: `passerelle ${service}`,
    ...more,
  });
  return surviving(pool);
}

/** A connection that dies, idle or held, is replaced at the next use; without listeners it would end the process. */
export function surviving(pool: Pool): Pool {
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}
