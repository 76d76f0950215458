import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { GraphQLClient } from 'graphql-request';
import { Client } from 'pg';
import { askToken } from '../../gateway/sign-in/ask-token.ts';
import { startDevelopmentIssuer } from '../../gateway/sign-in/development-issuer.ts';
import type { RunningGateway } from '../../gateway/start-gateway.ts';
import { newLogins } from '../../packages/platform/database/logins.ts';
import { aClock } from '../../packages/platform/testing/a-clock.ts';
import { aMigratedDatabase, type TestDatabase } from '../../packages/platform/testing/database.ts';
import { migrateInstance } from '../migrate.ts';
import { aKey, done, learn } from './network/ask.ts';
import { eventually } from './network/eventually.ts';
import { findFreePorts } from './network/free-ports.ts';
import { startInProcess } from './network/instance-in-process.ts';

const PORTS_FROM = 31_500;
/** Generous; a supervisor kills after thirty seconds. */
const BOUND_MS = 15_000;
/** So long ago that the night forgets whoever was registered then. */
const LONG_AGO = '2008-01-10';
const TODAY = '2011-12-15';
const REGISTER = `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { id } } }`;
const READ = 'query ($id: ID!) { person(id: $id) { id } }';
const WAITING = `select count(*)::int as count from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`;
const JOBS = `select locked_at from lending_jobs.jobs where task_identifier = 'forget_people'`;

const somebody = (on: string) => ({
  input: { givenName: 'Personne', familyName: 'exemple', birthYear: 1980, on, idempotencyKey: aKey() },
});

describe('Stopping an instance in one process whose statements wait behind a lock', () => {
  let folder: string;
  let database: TestDatabase;
  let issuing: Awaited<ReturnType<typeof startDevelopmentIssuer>>;
  let holder: Client;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hanging-'));
    const port = await findFreePorts(PORTS_FROM);
    issuing = await startDevelopmentIssuer({ port, dataFolder: folder, nodeEnv: 'development' });
    database = await aMigratedDatabase('instance', (url) => migrateInstance(url, newLogins(url)));
    holder = new Client({ connectionString: database.url });
    await holder.connect();
  });
  afterAll(async () => {
    await holder.end();
    await issuing.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const clock = aClock(LONG_AGO);
  const start = (): Promise<RunningGateway> =>
    startInProcess({
      logins: database.logins,
      issuer: issuing.issuer,
      association: 'defis',
      seat: 'COM-56121',
      clock,
      jobs: { upstream: null, heartbeatSeconds: 60, log: () => {} },
    });
  const lenderAt = async ({ url }: RunningGateway): Promise<GraphQLClient> => {
    const token = await askToken(issuing.issuer, { role: 'lender', association: 'defis' });
    return new GraphQLClient(url, { headers: { authorization: `Bearer ${token}` } });
  };
  const count = async (sql: string): Promise<number> => (await holder.query<{ count: number }>(sql)).rows[0]!.count;

  it('says so to a read and a write, keeps nothing by halves, and does the job once after it was started again', async () => {
    const first = await start();
    const lender = await lenderAt(first);
    const { id } = await done(lender, 'registerPerson', somebody(LONG_AGO).input, 'person { id }');
    clock.set(TODAY);
    await holder.query('begin');
    await holder.query('lock table lending.person in access exclusive mode');
    const asked = [lender.request(REGISTER, somebody(TODAY)), lender.request(READ, { id })].map((answer) =>
      answer.then(
        () => 'answered',
        (error) =>
          error.response?.errors.map(({ message, extensions }: any) => `${extensions.code}: ${message}`) ??
          error.message,
      ),
    );
    const other = new Client({ connectionString: database.url });
    await other.connect();
    await other.query(`select lending_jobs.add_job('forget_people')`);
    while ((await other.query(WAITING)).rows[0].count < 3) await wait(50);
    await other.end();

    const since = performance.now();
    await first.close();
    expect(performance.now() - since).toBeLessThan(BOUND_MS);
    const said = ['STOPPING: The service is being stopped, and nothing was kept: ask again in a moment.'];
    expect(await Promise.all(asked)).toEqual([said, said]);
    await holder.query('commit');
    expect(await count('select count(*)::int from lending.person')).toBe(1);
    expect(await count('select count(*)::int from lending.person where erased_on is null')).toBe(1);
    expect((await holder.query(JOBS)).rows).toEqual([{ locked_at: null }]);

    const second = await start();
    try {
      expect(
        await eventually(
          async () => (await holder.query(JOBS)).rowCount,
          (left) => left === 0,
        ),
      ).toBe(0);
      const erasures = `select count(*)::int from lending.history where verb = 'erasePerson'`;
      expect(await count(erasures)).toBe(1);
      const { person } = await learn(await lenderAt(second), 'query ($id: ID!) { person(id: $id) { erasedOn } }', {
        id,
      });
      expect(person.erasedOn).toBe(TODAY);
    } finally {
      await second.close();
    }
  }, 120_000);
});
