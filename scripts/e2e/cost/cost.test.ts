import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLClient } from 'graphql-request';
import { askToken } from '../../../gateway/sign-in/ask-token.ts';
import { startDevelopmentIssuer } from '../../../gateway/sign-in/development-issuer.ts';
import type { RunningGateway } from '../../../gateway/start-gateway.ts';
import { newLogins } from '../../../packages/platform/database/logins.ts';
import { aMigratedDatabase, type TestDatabase } from '../../../packages/platform/testing/database.ts';
import { migrateInstance } from '../../migrate.ts';
import { done } from '../network/ask.ts';
import { eventually } from '../network/eventually.ts';
import { findFreePorts } from '../network/free-ports.ts';
import { startInProcess } from '../network/instance-in-process.ts';

const PORTS_FROM = 31_000;
const ATTACK =
  '{ impact(period: "ever") { byTerritory(level: EPCI) { over(by: MONTH) { familiesEquipped { value } } } } }';

describe('A hub that is asked for more than it can answer', () => {
  let hub: RunningGateway;
  let database: TestDatabase;
  let issuing: Awaited<ReturnType<typeof startDevelopmentIssuer>>;
  let folder: string;
  let statements: string[] = [];
  const bearing = async (): Promise<object> => ({
    authorization: `Bearer ${await askToken(issuing.issuer, { role: 'coordinator' })}`,
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cost-'));
    const port = await findFreePorts(PORTS_FROM);
    issuing = await startDevelopmentIssuer({ port, dataFolder: folder, nodeEnv: 'development' });
    database = await aMigratedDatabase('instance', (url) => migrateInstance(url, newLogins(url)));
    const clock = { now: () => new Date() };
    hub = await startInProcess({
      logins: database.logins,
      issuer: issuing.issuer,
      association: null,
      seat: null,
      clock,
      onStatement: (sql) => void statements.push(sql),
    });
    const input = { name: 'Défis', seat: 'COM-56121', covers: ['DEP-56'], memberSince: '2009-03-01', isSample: true };
    const coordinator = new GraphQLClient(hub.url, { headers: { ...(await bearing()) } });
    await done(coordinator, 'registerAssociation', { id: 'defis', ...input }, 'association { id }');
  });
  afterAll(async () => {
    await hub.close();
    await issuing.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => void (statements = []));

  it('refuses anybody before it reads anything, with the numbers and what to do', async () => {
    const { data, errors } = await ask(ATTACK);
    expect(data).toBeUndefined();
    const [{ message, extensions }] = errors;
    expect(extensions).toMatchObject({ code: 'COST_EXCEEDED', budget: 40_000 });
    expect(extensions.cost).toBeGreaterThan(4_000_000);
    expect(extensions.dearest.path).toBe('impact.byTerritory.over');
    expect(message).toMatch(/^The answer would cost [\d,]+ points, and one request may cost 40,000\. Most of it is /);
    expect(message).toMatch(/\(1,2\d\d territories × 2\d\d months\)/);
    expect(message).toContain('Ask for a wider level, a shorter period or fewer figures');
    expect(statements.filter((sql) => sql.includes('rollup'))).toEqual([]);
  });

  it('refuses a coordinator as well, whose budget is larger', async () => {
    expect(codesOf(await ask(ATTACK, await bearing()))).toEqual(['COST_EXCEEDED']);
    const wide =
      '{ impact(period: "2025") { byTerritory(level: EPCI) { familiesEquipped { value } funding { value } } } }';
    expect(codesOf(await ask(wide))).toEqual(['COST_EXCEEDED']);
    const { data } = await ask(wide, await bearing());
    expect(data.impact.byTerritory.length).toBeGreaterThan(1_200);
  });

  it('refuses what four aliases ask for together, and answers each of them', async () => {
    const one = (period: string): string =>
      `impact(period: "${period}") { byTerritory(level: DEPARTMENT) { over(by: MONTH) { sessionsHeld { value } } } }`;
    const four = ['2011', '2012', '2013', '2014'].map((year) => `a${year}: ${one(year)}`).join(' ');
    expect(codesOf(await ask(`{ ${four} }`))).toEqual(['COST_EXCEEDED']);
    expect((await ask(`{ ${one('2011')} }`)).data.impact.byTerritory).toHaveLength(101);
  });

  it('counts from the first member on what is asked for all of time', async () => {
    const { data } = await ask('{ impact(period: "ever") { over(by: MONTH) { familiesEquipped { value } } } }');
    expect(data.impact.over.length).toBeGreaterThan(200);
    expect((await ask('{ network { associations programmes since } }')).data).toEqual({
      network: { associations: 1, programmes: 0, since: '2009-03-01' },
    });
  });

  it('reads no more once the client has left', async () => {
    const leaving = new AbortController();
    const asking = ask(
      '{ impact(period: "2025") { byTerritory(level: EPCI) { over(by: MONTH) { computersRefurbished { value } } } } }',
      await bearing(),
      leaving.signal,
    ).catch((error: Error) => error.name);
    const reads = (): number => statements.filter((sql) => sql.includes('rollup')).length;
    await eventually(
      async () => reads(),
      (count) => count > 0,
    );
    leaving.abort();
    expect(await asking).toBe('AbortError');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const read = reads();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(reads()).toBe(read);
    // All of it takes one for each 300 of 15,000 places.
    expect(read).toBeLessThan(40);
  });

  interface Answer {
    data?: any;
    errors?: any;
  }
  const codesOf = ({ errors }: Answer): string[] =>
    errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);

  async function ask(query: string, headers: object = {}, signal?: AbortSignal): Promise<Answer> {
    const answer = await fetch(hub.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
      ...(signal && { signal }),
    });
    return (await answer.json()) as Answer;
  }
});
