import { GraphQLError } from 'graphql';
import type { EntityName } from '@mikro-orm/core';
import type { Clock } from './clock.ts';
import { openDatabase, type Database } from './database/database.ts';
import type { NewId } from './ids.ts';
import { buildServiceSchema, type SchemaParts } from './build-schema.ts';
import type { ServiceContext } from './service-context.ts';
import type { CallPeer, Subgraph, SubgraphName } from './subgraph.ts';
import { verifyViewer, type Viewer } from './viewer.ts';

/** What an instance gives each of its services. */
export interface SubgraphOptions {
  /** A PostgreSQL URL whose schema is already migrated. */
  databaseUrl: string;
  /** Shared with the gateway: whoever has it may say who asks. */
  identitySecret: Uint8Array;
  /** The association that runs this instance; null at a hub. */
  association: string | null;
  /** The commune of its workshop (`COM-56121`); null at a hub. */
  seat: string | null;
  clock: Clock;
  newId: NewId;
  callPeer: CallPeer;
  /** Called with each read statement; benchmarks and tests count with it. */
  onStatement?: (sql: string) => void;
}

/** What a service is made of. */
export interface ServiceParts extends SchemaParts {
  name: SubgraphName;
  entities: EntityName[];
}

/** Something that runs beside the requests: a job queue, the making of figures. */
export interface Background {
  /** Told after each committed change. */
  changed(): void;
  stop(): Promise<void>;
}

const NOTHING_BESIDE: Background = { changed: () => {}, stop: async () => {} };

/** Opens a service: its schema, its database and what runs beside it. */
export async function createSubgraph(
  options: SubgraphOptions,
  parts: ServiceParts,
  startBackground: (database: Database) => Promise<Background> = async () => NOTHING_BESIDE,
): Promise<Subgraph> {
  const { databaseUrl, identitySecret, clock, newId, association, seat, callPeer } = options;
  const [schema, database] = await Promise.all([
    buildServiceSchema(parts),
    openDatabase({ url: databaseUrl, service: parts.name, entities: parts.entities, onStatement: options.onStatement }),
  ]);
  const background = await startBackground(database);
  const contextOf = (viewer: Viewer): ServiceContext => ({
    viewer,
    sql: database.reader(viewer),
    database,
    clock,
    newId,
    association,
    seat,
    callPeer,
    changed: () => background.changed(),
  });
  return {
    name: parts.name,
    schema,
    contextFor: async (signedViewer) => contextOf(await viewerOf(signedViewer, identitySecret, clock)),
    ready: async () => void (await database.pool.query('select 1')),
    close: async () => {
      await background.stop();
      await database.close();
    },
  };
}

async function viewerOf(signedViewer: string | undefined, secret: Uint8Array, clock: Clock): Promise<Viewer> {
  if (!signedViewer) throw unsigned('This service answers its gateway only');
  try {
    return await verifyViewer(signedViewer, secret, clock.now());
  } catch {
    throw unsigned('The signature of the viewer is not valid any more');
  }
}

function unsigned(message: string): GraphQLError {
  return new GraphQLError(`${message}.`, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}
