import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { GraphQLClient } from 'graphql-request';
import { askToken } from '../../gateway/sign-in/ask-token.ts';
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_HUB, type TokenRequest } from '../../gateway/sign-in/development-clients.ts';
import { startDevelopmentIssuer } from '../../gateway/sign-in/development-issuer.ts';
import { ISSUER_OFFSET } from '../../gateway/sign-in/env.ts';
import { removeCluster, startCluster } from '../../packages/platform/database/embedded-cluster.ts';
import { loginsText } from '../../packages/platform/database/logins.ts';
import { findFreePorts } from '../e2e/network/free-ports.ts';
import { type RunningProcess, runProcess } from '../e2e/network/run-process.ts';
import { prepareDatabases } from '../start/prepare-database.ts';

/** A hub alone, as `npm start` would run it: one process, and the embedded PostgreSQL, which keeps what it confirms. */
export interface BenchedHub {
  url: string;
  pid: number;
  databaseUrl: string;
  as(role: TokenRequest['role'] | null, association?: string): Promise<GraphQLClient>;
  /** Stops everything and deletes the database. */
  close(): Promise<void>;
}

const DATABASE = 'passerelle_hub';
/** Apart from the ports of the end-to-end suites. */
const PORTS_FROM = 29_000;
const ATTEMPTS = 5;

/** How it is run otherwise than as usual: variables, and modules imported before the program. */
export interface HubOptions {
  env?: Record<string, string>;
  imports?: readonly string[];
}

export async function openHub(folder: string, { env = {}, imports = [] }: HubOptions = {}): Promise<BenchedHub> {
  const cluster = await startCluster({ folder: join(folder, 'postgresql'), log: () => {}, durable: true });
  const logins = await prepareDatabases(cluster, [DATABASE]);
  const port = await findFreePorts(PORTS_FROM);
  const issuer = await startDevelopmentIssuer({
    port: port + ISSUER_OFFSET,
    dataFolder: folder,
    nodeEnv: 'development',
  });
  const origin = `http://127.0.0.1:${port}`;
  const databaseUrl = cluster.url(DATABASE);
  const hub = runProcess({
    name: 'hub',
    command: ['node', ...imports.flatMap((module) => ['--import', module]), 'dist/gateway/instance.js'],
    logFile: join(folder, 'hub.log'),
    origin,
    env: {
      LOG_LEVEL: 'warn',
      NODE_ENV: 'development',
      PORT: String(port),
      DATABASE_URLS: loginsText(logins.get(DATABASE)!),
      IDENTITY_SECRET: randomBytes(32).toString('hex'),
      OIDC_ISSUER: issuer.issuer,
      OIDC_AUDIENCE: DEVELOPMENT_AUDIENCE,
      HUB: DEVELOPMENT_HUB,
      ...env,
    },
  });
  await untilReady(hub);
  const url = `${origin}/graphql`;
  return {
    url,
    pid: hub.pid,
    databaseUrl,
    as: async (role, association) => {
      const headers = role && { authorization: `Bearer ${await askToken(issuer.issuer, { role, association })}` };
      return new GraphQLClient(url, headers ? { headers } : {});
    },
    close: async () => {
      await hub.stop();
      await issuer.close();
      await cluster.stop();
      await removeCluster(join(folder, 'postgresql'));
    },
  };
}

/** A machine that has much else to do takes longer than a process is given. */
async function untilReady(hub: RunningProcess): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await hub.ready();
    } catch (error) {
      if (!hub.isRunning() || attempt === ATTEMPTS) throw error;
    }
  }
}
