import { getIntrospectionQuery } from 'graphql';
import { serverAudits, type Audit } from 'graphql-http';
import { startTestGateway, withTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';

const ORIGIN = 'https://tableau.example.org';

let gateway: TestGateway;
beforeAll(async () => (gateway = await startTestGateway({ mode: 'in-process', corsOrigins: [ORIGIN] })));
afterAll(() => gateway.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(gateway.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as any).errors[0].extensions.code;

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => gateway.url });

  test.each(audits.filter(({ name }) => !name.startsWith('MAY')).map((audit): [string, Audit] => [audit.name, audit]))(
    '%s',
    async (_name, audit) => expect(await audit.fn()).toMatchObject({ status: 'ok' }),
  );

  test('refuses a GET without the header a foreign page cannot send, which three optional audits would allow', async () => {
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    const refused = results.filter(({ status }) => status !== 'ok').map(({ id }) => id);
    expect(refused.sort()).toEqual(['5A70', '6A70', 'D6D5']);
  });
});

describe('the HTTP front', () => {
  const base = () => gateway.url.replace('/graphql', '');

  test('says that it lives and that it is ready', async () => {
    expect((await fetch(`${base()}/livez`)).status).toBe(200);
    expect((await fetch(`${base()}/readyz`)).status).toBe(200);
  });

  test('shows what the process counts to the bearer of the token, services included, and to nobody else', async () => {
    const token = 'for scrapers, and nobody else';
    await withTestGateway({ mode: 'in-process', metricsToken: token }, async ({ url, ask }) => {
      const scrape = (authorization: string) =>
        fetch(url.replace('/graphql', '/metrics'), { headers: { authorization } });
      await ask('{ ping }');
      const text = await (await scrape(`Bearer ${token}`)).text();
      expect(text).toContain('passerelle_request_seconds_count{service="gateway",kind="query",outcome="ok"} 1');
      expect(text).toContain('passerelle_request_seconds_count{service="inventory",kind="query",outcome="ok"} 1');
      expect((await scrape('Bearer somebody')).status).toBe(401);
    });
    expect((await fetch(`${base()}/metrics`)).status).toBe(404);
  });

  test('refuses several operations in one request', async () => {
    const answer = await post(JSON.stringify([{ query: '{ ping }' }, { query: '{ ping }' }]));
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
  });

  test('refuses a mutation by GET', async () => {
    const query = encodeURIComponent('mutation { renew(loan: "1") }');
    const answer = await fetch(`${gateway.url}?query=${query}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(answer.status).toBe(405);
  });

  test('refuses a form, which a foreign page may send without asking', async () => {
    const answer = await fetch(gateway.url, { method: 'POST', body: new URLSearchParams({ query: '{ ping }' }) });
    expect(answer.status).toBe(400);
  });

  test('refuses a body that is larger than what anybody may ask', async () => {
    const answer = await post(JSON.stringify({ query: '{ ping }', variables: { text: 'x'.repeat(110_000) } }));
    expect([answer.status, await codeOf(answer)]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  test('refuses a body that is not JSON', async () => {
    const answer = await post('{');
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
  });

  test('lets pages of the configured origins in, and no others', async () => {
    const preflight = (origin: string) => fetch(gateway.url, { method: 'OPTIONS', headers: { origin } });
    expect((await preflight(ORIGIN)).headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect((await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('hints at nothing of the schema, and shows no plan and no stack', async () => {
    const answer = await post(JSON.stringify({ query: '{ pinh }' }), { 'Apollo-Query-Plan-Experimental': '1' });
    const text = await answer.text();
    expect(text).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(text).not.toMatch(/Did you mean|stacktrace|queryPlan/i);
    const plan = await post(JSON.stringify({ query: '{ ping }' }), { 'Apollo-Query-Plan-Experimental': '1' });
    expect(await plan.json()).toEqual({ data: { ping: 'pong' } });
  });

  test.each([
    ['an operation the document does not hold', { query: 'query A { ping }', operationName: 'B' }],
    ['one of several without saying which', { query: 'query A { ping } query B { ping }' }],
  ])('refuses %s', async (_what, body) => {
    const answer = await post(JSON.stringify(body), { accept: 'application/graphql-response+json' });
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
  });

  test.each(['subscription { ping }', 'subscription S { ping } query Q { ping }'])('refuses %s', async (query) => {
    const body = JSON.stringify({ query, operationName: query.includes('S') ? 'S' : undefined });
    const strict = await post(body, { accept: 'application/graphql-response+json' });
    expect([strict.status, await codeOf(strict)]).toEqual([400, 'OPERATION_NOT_SUPPORTED']);
    const plain = await post(body);
    expect([plain.status, await codeOf(plain)]).toEqual([200, 'OPERATION_NOT_SUPPORTED']);
  });

  test('reports its use to nobody', () => {
    expect(process.env['APOLLO_TELEMETRY_DISABLED']).toBe('1');
  });

  test('answers introspection that the planner does not know, beside data and in fragments', async () => {
    const text = `query ($not: Boolean = true) {
      ping __schema { queryType { name } } ...F again: __type(name: "Query") { isOneOf }
      ... @skip(if: $not) { left: __schema { queryType { name } } } }
      fragment F on Query { __schema { queryType { isOneOf } directives { isDeprecated } } pong: ping }`;
    const { data, errors } = await gateway.ask(text);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      ping: expect.anything(),
      pong: expect.anything(),
      __schema: {
        queryType: { name: 'Query', isOneOf: null },
        directives: expect.arrayContaining([{ isDeprecated: false }]),
      },
      again: { isOneOf: null },
    });
    expect(data).not.toHaveProperty('left');
    expect((await gateway.ask(getIntrospectionQuery({ oneOf: true }))).errors).toBeUndefined();
  });

  test('answers introspection: the schema is public', async () => {
    const { data } = await gateway.ask('{ __schema { queryType { name } } }');
    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });

  test('refuses persisted queries', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'abc' } };
    expect(await codeOf(await post(JSON.stringify({ extensions })))).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  });

  test('says in plain words that a port is in use', async () => {
    await expect(startTestGateway({ mode: 'in-process', port: gateway.port })).rejects.toThrow(
      `Port ${gateway.port} is in use: choose another with PORT.`,
    );
  });

  test('answers an unknown address as an error a client can read', async () => {
    const answer = await fetch(`${base()}/nowhere`);
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
  });
});

test('a gateway that stops answers what is running first, and waits no longer', async () => {
  await withTestGateway({ mode: 'http', misbehave: { inventory: slowly } }, async (stopping) => {
    const running = stopping.ask('{ ping }');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = performance.now();
    await Promise.all([stopping.close(), expect(running).resolves.toMatchObject({ data: { ping: 'late' } })]);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

function slowly(_req: unknown, res: { end(body: string): void }): boolean {
  setTimeout(() => res.end(JSON.stringify({ data: { ping: 'late' } })), 300);
  return true;
}
