import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLClient } from 'graphql-request';
import { migrations as inventoryMigrations } from '../../../services/inventory/migrations/migrations.ts';
import { migrate } from '../../../packages/platform/database/migrate.ts';
import { aDatabase, letServicesIn } from '../../../packages/platform/testing/database.ts';
import { signViewer, VIEWER_HEADER, type Role } from '../../../packages/platform/access/viewer.ts';
import { migrations as lendingMigrations } from '../../../services/lending/migrations/migrations.ts';
import { migrations as partnersMigrations } from '../../../services/partners/migrations/migrations.ts';
import { findFreePorts } from '../network/free-ports.ts';
import { runProcess, type RunningProcess } from '../network/run-process.ts';

/** The two sides of a crossing. */
export const SIDES = ['lending', 'inventory'] as const;
export type Side = (typeof SIDES)[number];

/** Lending and inventory as built programs in processes of their own, on one database; partners beside them knows one organisation. */
export interface TwoServices {
  /** Speaks to one side as somebody of the association. */
  as(role: Role, side: Side): GraphQLClient;
  /** Starts a side again, which then dies at a failpoint: `ANSWERED*6`. */
  arm(side: Side, failpoint: string): Promise<void>;
  /** Waits until a side has died. */
  died(side: Side): Promise<void>;
  /** Waits until a side has died, and starts it anew. */
  revive(side: Side): Promise<void>;
  close(): Promise<void>;
}

/** Begins apart from the networks of other tests. */
const FIRST_PORT = 28_000;
const ASSOCIATION = 'defis';
/** Gives and borrows. */
export const ORGANISATION = 'RNA-W561000001';
const REGISTER = `mutation { registerOrganisation(input: { name: "Association exemple", rna: "W561000001",
  kind: ASSOCIATION, commune: "COM-56121" }) { organisation { id } } }`;

export async function openTwoServices(): Promise<TwoServices> {
  const database = await aDatabase();
  await migrate(database.url, 'inventory', inventoryMigrations);
  await migrate(database.url, 'lending', lendingMigrations);
  await migrate(database.url, 'partners', partnersMigrations);
  await letServicesIn(database.url, database.urlFor);
  const secret = randomBytes(32).toString('hex');
  const logs = await mkdtemp(join(tmpdir(), 'crossings-'));
  const port = await findFreePorts(FIRST_PORT);
  const services = [...SIDES, 'partners'] as const;
  const originOf = (side: Side | 'partners'): string => `http://127.0.0.1:${port + services.indexOf(side)}`;
  const run = async (side: Side | 'partners', failpoint: Record<string, string> = {}): Promise<RunningProcess> => {
    const process = runProcess({
      name: side,
      command: ['node', `dist/services/${side}/main.js`],
      origin: originOf(side),
      logFile: join(logs, `${side}.log`),
      env: {
        DATABASE_URL: database.urlFor(side),
        IDENTITY_SECRET: secret,
        ASSOCIATION,
        SEAT: 'COM-56121',
        LOG_LEVEL: 'warn',
        PORT: new URL(originOf(side)).port,
        PEER_URLS: services.map((peer) => `${peer}=${originOf(peer)}/graphql`).join(','),
        NODE_COMPILE_CACHE: join(logs, 'compiled'),
        ...failpoint,
      },
    });
    await process.ready();
    return process;
  };
  const as = (role: Role, side: Side | 'partners'): GraphQLClient =>
    clientOf(`${originOf(side)}/graphql`, role, new TextEncoder().encode(secret));
  const running = { lending: await run('lending'), inventory: await run('inventory') };
  const partners = await run('partners');
  await as('manager', 'partners').request(REGISTER);
  return {
    as,
    arm: async (side, failpoint) => {
      await running[side].stop();
      running[side] = await run(side, { FAILPOINT: failpoint });
    },
    died: async (side) => void (await running[side].ended),
    revive: async (side) => {
      await running[side].ended;
      running[side] = await run(side);
    },
    close: async () => {
      await Promise.all([partners, ...SIDES.map((side) => running[side])].map((process) => process.stop()));
      await database.drop();
      await rm(logs, { recursive: true });
    },
  };
}

function clientOf(url: string, role: Role, secret: Uint8Array): GraphQLClient {
  const viewer = { subject: `test:${role}`, roles: [role], association: ASSOCIATION, hub: null, organisation: null };
  return new GraphQLClient(url, {
    errorPolicy: 'all',
    requestMiddleware: async (request) => {
      const headers = new Headers(request.headers);
      headers.set(VIEWER_HEADER, await signViewer(viewer, secret, new Date()));
      return { ...request, headers };
    },
  });
}
