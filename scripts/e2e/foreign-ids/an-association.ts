import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLClient } from 'graphql-request';
import { askToken } from '../../../gateway/sign-in/ask-token.ts';
import type { DevelopmentRole } from '../../../gateway/sign-in/development-clients.ts';
import { startDevelopmentIssuer } from '../../../gateway/sign-in/development-issuer.ts';
import { newLogins } from '../../../packages/platform/database/logins.ts';
import { aClock, type TestClock } from '../../../packages/platform/testing/a-clock.ts';
import { aMigratedDatabase } from '../../../packages/platform/testing/database.ts';
import { migrateInstance } from '../../migrate.ts';
import { findFreePorts } from '../network/free-ports.ts';
import { startInProcess } from '../network/instance-in-process.ts';

/** The four services and the gateway of one association, in this process, which holds their clock. */
export interface AnAssociation {
  clock: TestClock;
  /** A client of its graph, as somebody of the association; a partner speaks for an organisation. */
  as(role: DevelopmentRole, organisation?: string): Promise<GraphQLClient>;
  close(): Promise<void>;
}

const ASSOCIATION = 'defis';
/** Apart from the ports of the other end-to-end suites. */
const PORTS_FROM = 31_000;

/** Starts an association in Lorient with nothing in its books. */
export async function anAssociation(today: string): Promise<AnAssociation> {
  const clock = aClock(today);
  const folder = await mkdtemp(join(tmpdir(), 'association-'));
  const port = await findFreePorts(PORTS_FROM);
  const issuing = await startDevelopmentIssuer({ port, dataFolder: folder, nodeEnv: 'development' });
  const { issuer } = issuing;
  const database = await aMigratedDatabase('instance', (url) => migrateInstance(url, newLogins(url)));
  const { logins } = database;
  const running = await startInProcess({ logins, association: ASSOCIATION, seat: 'COM-56121', clock, issuer });
  return {
    clock,
    as: async (role, organisation) => {
      const token = await askToken(issuer, { role, association: ASSOCIATION, organisation });
      return new GraphQLClient(running.url, {
        errorPolicy: 'all',
        headers: { authorization: `Bearer ${token}` },
      });
    },
    close: async () => {
      await running.close();
      await issuing.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
