import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildClientSchema,
  defaultFieldResolver,
  getIntrospectionQuery,
  isObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { GraphQLClient } from 'graphql-request';
import type { NetworkSize } from '../../../gateway/cost/network-size.ts';
import { askToken } from '../../../gateway/sign-in/ask-token.ts';
import { startDevelopmentIssuer } from '../../../gateway/sign-in/development-issuer.ts';
import { newLogins } from '../../../packages/platform/database/logins.ts';
import { aMigratedDatabase } from '../../../packages/platform/testing/database.ts';
import { migrateInstance } from '../../migrate.ts';
import { findFreePorts } from '../network/free-ports.ts';
import { startInProcess } from '../network/instance-in-process.ts';
import { fillHub, type Scale } from './fill-hub.ts';

/** What an answer took, counted where it was worked on: the same on every machine. */
export interface Work {
  /** Statements that services sent to PostgreSQL, and the rows that came back. */
  statements: number;
  rows: number;
  /** Fields that services resolved. */
  fields: number;
  /** The most of them that were resolved without anything else having its turn. */
  longest: number;
  /** Values in the answer, which the gateway puts together at one go. */
  values: number;
  errors: number;
}

export interface Answered {
  data?: unknown;
  errors?: { message: string; extensions: { code: string } }[];
}

export interface CountedHub {
  /** What anybody is told of the schema, and how large the network is. */
  schema: GraphQLSchema;
  network: NetworkSize;
  /** Asks as anybody, and counts. */
  ask(query: string, variables?: Record<string, unknown>): Promise<{ answer: Answered; work: Work }>;
  close(): Promise<void>;
}

const UNLIMITED = { anybody: 1e12, account: 1e12 };
const PORTS_FROM = 31_200;

/** A hub in this process whose every field, statement and row is counted. Its clock stands, so that what it asks once a minute it asks once. */
export async function openCountedHub(scale: Scale): Promise<CountedHub> {
  const folder = await mkdtemp(join(tmpdir(), 'cost-'));
  const port = await findFreePorts(PORTS_FROM);
  const issuing = await startDevelopmentIssuer({ port, dataFolder: folder, nodeEnv: 'development' });
  const database = await aMigratedDatabase('instance', (url) => migrateInstance(url, newLogins(url)));
  const count = { statements: 0, rows: 0, fields: 0, longest: 0, inTurn: 0 };
  let standing: Date | null = null;
  const hub = await startInProcess({
    logins: database.logins,
    issuer: issuing.issuer,
    association: null,
    seat: null,
    clock: { now: () => standing ?? new Date() },
    rates: UNLIMITED,
    onStatement: () => void count.statements++,
    onRows: (rows) => void (count.rows += rows),
    onSchema: (schema) =>
      countFields(schema, () => {
        count.fields += 1;
        count.inTurn += 1;
        count.longest = Math.max(count.longest, count.inTurn);
      }),
  });
  const as = async (role: Parameters<typeof askToken>[1]['role'], association?: string): Promise<GraphQLClient> => {
    const token = await askToken(issuing.issuer, { role, association });
    return new GraphQLClient(hub.url, { headers: { authorization: `Bearer ${token}` } });
  };
  await fillHub({ databaseUrl: database.url, as }, scale);

  async function ask(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<{ answer: Answered; work: Work }> {
    Object.assign(count, { statements: 0, rows: 0, fields: 0, longest: 0, inTurn: 0 });
    const counting = newTurns(() => (count.inTurn = 0));
    const response = await fetch(hub.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as Answered;
    counting.stop();
    const { inTurn: _inTurn, ...counted } = count;
    return { answer, work: { ...counted, values: valuesIn(answer.data), errors: answer.errors?.length ?? 0 } };
  }
  const schema = buildClientSchema((await ask(getIntrospectionQuery())).answer.data as IntrospectionQuery);
  const { network } = (await ask('{ network { associations programmes since } }')).answer.data as {
    network: NetworkSize;
  };
  standing = new Date();
  await ask('{ impact(period: "2025") { byAssociation { id } } }');
  return {
    schema,
    network,
    ask,
    close: async () => {
      await hub.close();
      await issuing.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Puts a counter in front of every field of a service. */
function countFields(schema: GraphQLSchema, onField: () => void): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context, info) => {
        onField();
        return resolve(source, args, context, info);
      };
    }
  }
}

/** Calls back each time that the event loop comes round. */
function newTurns(onTurn: () => void): { stop(): void } {
  let next = setImmediate(turn);
  function turn(): void {
    onTurn();
    next = setImmediate(turn);
  }
  return { stop: () => clearImmediate(next) };
}

function valuesIn(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 1;
  const inside = Object.values(data).reduce((sum: number, value) => sum + valuesIn(value), 0);
  return Array.isArray(data) ? inside : inside + 1;
}
