import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { EntityName } from '@mikro-orm/core';
import { Pool, types as pgTypes } from 'pg';
import type { SubgraphName } from '../subgraph.ts';
import type { Viewer } from '../viewer.ts';
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

/** One service's own schema in the instance's PostgreSQL, entered under the service's own role. */
export interface Database {
  service: SubgraphName;
  /** Plain SQL reads, as one viewer. */
  reader(viewer: Viewer): Reader;
  /** A fresh unit of work for one mutation, as one viewer. */
  unitOfWork(viewer: Viewer): EntityManager;
  /** Connections of the service itself, for figures and jobs: row-level security sees the role `service`. */
  pool: Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL URL whose user may `set role` to the service's role. */
  url: string;
  service: SubgraphName;
  entities: EntityName[];
  /** Called with each read statement. */
  onStatement?: ((sql: string) => void) | undefined;
}

export const roleOf = (service: SubgraphName): string => `passerelle_${service}`;
export const queueSchemaOf = (service: SubgraphName): string => `${service}_jobs`;

/** Start-up parameters that put every connection in the service's schema, under its non-owner role, in UTC. */
export const connectionOptions = (service: SubgraphName): string =>
  `-c role=${roleOf(service)} -c search_path=${service} -c timezone=UTC`;

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, service, entities, onStatement } = options;
  const connection = connectionOptions(service);
  const reading = poolOf(url, service, connection);
  const pool = poolOf(url, service, `${connection} -c app.roles=service`);
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    metadataProvider: ReflectMetadataProvider,
    schema: service,
    pool: { min: 0, max: 8 },
    driverOptions: { options: connection, types },
    allowGlobalContext: false,
  });
  return {
    service,
    pool,
    reader: (viewer) => readerFor({ pool: reading, onStatement }, viewer),
    unitOfWork: (viewer) => orm.em.fork({ session: { variables: sessionVariables(viewer) } }),
    close: async () => {
      await Promise.all([reading.end(), pool.end(), orm.close(true)]);
    },
  };
}

function poolOf(url: string, service: SubgraphName, options: string): Pool {
  const pool = new Pool({
    connectionString: url,
    options,
    types,
    max: 8,
    application_name: `passerelle ${service}`,
  });
  return surviving(pool);
}

/** A connection that dies, idle or held, is replaced at the next use; without listeners it would end the process. */
export function surviving(pool: Pool): Pool {
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}
