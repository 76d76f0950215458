import { startTestGateway, withTestGateway, type Answer, type TestGateway } from '../testing/start-test-gateway.ts';

const TOKEN = 'for scrapers, and nobody else';
const MISSING = (service: string) => ({ code: 'SUBGRAPH_UNAVAILABLE', service });

const told = ({ errors = [] }: Answer): [string, unknown][] =>
  errors.map(({ path, extensions }) => [path?.join('.') ?? '', extensions]);

describe.each(['in-process', 'http'] as const)('an answer of subgraphs reached %s', (mode) => {
  let gateway: TestGateway;
  beforeAll(async () => (gateway = await startTestGateway({ mode, metricsToken: TOKEN })));
  afterAll(() => gateway.close());

  const loansOf = (computers: string[], fields: string) =>
    gateway.ask(`query ($computers: [ID!]!) { loans(computers: $computers) { id ${fields} } }`, { computers });

  async function counted(metric: string): Promise<number> {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const text = await (await fetch(gateway.url.replace('/graphql', '/metrics'), { headers })).text();
    return Number(new RegExp(`^${metric} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  }

  test('says that a reference names nothing, where it stands, and keeps the rest', async () => {
    const answer = await loansOf(['c1', 'unknown'], 'computer { id kind }');
    expect(answer.data).toEqual({
      loans: [
        { id: 'loan0', computer: { id: 'c1', kind: 'LAPTOP' } },
        { id: 'loan1', computer: null },
      ],
    });
    expect(told(answer)).toEqual([['loans.1.computer', { code: 'UNRESOLVED_REFERENCE' }]]);
    expect(JSON.stringify(answer.errors)).not.toMatch(/unknown|kind|inventory|Computer/);
  });

  test('says so beside an error elsewhere', async () => {
    const answer = await loansOf(['forbidden', 'unknown'], 'computer { label kind }');
    expect(told(answer)).toEqual([
      ['loans.0.computer.label', { code: 'FORBIDDEN' }],
      ['loans.1.computer', { code: 'UNRESOLVED_REFERENCE' }],
    ]);
  });

  test('says why all of it is empty, when what is lost may not be', async () => {
    const answer = await loansOf(['c1', 'unknown'], 'owed { kind }');
    expect(answer.data).toBeNull();
    expect(answer.errors!.map(({ extensions }) => extensions)).toEqual([{ code: 'UNRESOLVED_REFERENCE' }]);
  });

  test('tells the operator of what names nothing, and counts it as no success', async () => {
    const failed = 'passerelle_request_seconds_count{service="gateway",kind="query",outcome="error"}'.replace(
      /[{}]/g,
      '\\$&',
    );
    const before = [await counted('passerelle_unresolved_references_total'), await counted(failed)];
    gateway.logged.length = 0;
    await loansOf(['unknown', 'unknown'], 'computer { kind }');
    const after = [await counted('passerelle_unresolved_references_total'), await counted(failed)];
    expect(after).toEqual([before[0]! + 2, before[1]! + 1]);
    expect(gateway.logged).toMatchObject([{ event: 'unresolved_reference', count: 2 }]);
    expect(JSON.stringify(gateway.logged)).toContain('Computer.kind');
  });

  test('masks a value that the schema does not allow, and logs its place', async () => {
    const answer = await loansOf(['c1', 'shapeless'], 'computer { kind }');
    expect(answer.errors!.map(({ extensions }) => extensions['code'])).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(JSON.stringify(answer.errors)).not.toMatch(/a string|kind|Computer/);
  });

  test('says nothing of a field that may be null and is', async () => {
    expect((await loansOf(['c1'], 'impossible')).errors).toBeUndefined();
  });
});

describe.each(['in-process', 'http'] as const)('with one subgraph away, reached %s', (mode) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ mode });
    if (mode === 'http') await gateway.served['inventory']!.stop();
    const down = () => Promise.reject(new Error('no database'));
    Object.assign(gateway.inventory, { ready: down, contextFor: down });
  });
  afterAll(() => gateway.close());

  test('the rest answers, and each empty place says which service is missed', async () => {
    const answer = await gateway.ask('{ loans(computers: ["c1"]) { months computer { id label loans { id } } } }');
    expect(answer.data).toEqual({
      loans: [{ months: 12, computer: { id: 'c1', label: null, loans: [{ id: 'loan1' }] } }],
    });
    expect(told(answer)).toEqual([['loans.0.computer.label', MISSING('inventory')]]);
  });

  test('a reference whose whole is away is one empty place', async () => {
    const answer = await gateway.ask('{ loans(computers: ["c1"]) { computer { label kind } } }');
    expect(answer.data).toEqual({ loans: [{ computer: null }] });
    expect(told(answer)).toEqual([['loans.0.computer', MISSING('inventory')]]);
  });

  test('what another service works out from it says what it misses, and names nothing that was not asked', async () => {
    const answer = await gateway.ask('{ loans(computers: ["c1"]) { computer { id sticker } } }');
    expect(answer.data).toEqual({ loans: [{ computer: { id: 'c1', sticker: null } }] });
    expect(told(answer)).toContainEqual([
      'loans.0.computer.sticker',
      { code: 'FIGURES_UNREACHABLE', service: 'inventory' },
    ]);
    expect(JSON.stringify(answer.errors)).not.toContain('label');
  });

  test('the gateway is ready, and says who is away', async () => {
    const answer = await fetch(gateway.url.replace('/graphql', '/readyz'));
    expect([answer.status, await answer.json()]).toEqual([200, { ready: true, away: ['inventory'] }]);
  });
});

test('a gateway whose subgraphs are all away is not ready', async () => {
  await withTestGateway({ mode: 'in-process' }, async (gateway) => {
    for (const each of [gateway.inventory, gateway.lending])
      each.ready = () => Promise.reject(new Error('no database'));
    const answer = await fetch(gateway.url.replace('/graphql', '/readyz'));
    expect([answer.status, await answer.json()]).toEqual([503, { ready: false, away: ['inventory', 'lending'] }]);
  });
});

test('a subgraph that does not say whether it is ready counts as away', async () => {
  await withTestGateway({ mode: 'in-process' }, async (gateway) => {
    gateway.inventory.ready = () => new Promise(() => {});
    const answer = await fetch(gateway.url.replace('/graphql', '/readyz'));
    expect([answer.status, await answer.json()]).toEqual([200, { ready: true, away: ['inventory'] }]);
  });
});
