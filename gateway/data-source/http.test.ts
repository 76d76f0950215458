import type { Misbehave } from '../testing/serve-subgraph.ts';
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';

const UNAVAILABLE = { code: 'SUBGRAPH_UNAVAILABLE', service: 'inventory' };
const LABEL = '{ loans(computers: ["c1", "c2"]) { id computer { label } } }';

describe('a subgraph over HTTP', () => {
  let gateway: TestGateway;
  afterEach(() => gateway.close());

  async function inventoryThat(misbehave: Misbehave, source = {}): Promise<void> {
    gateway = await startTestGateway({ mode: 'http', misbehave: { inventory: misbehave, lending: misbehave }, source });
  }

  test('keeps its connections', async () => {
    await inventoryThat(() => false);
    for (let asked = 0; asked < 5; asked += 1) await gateway.ask('{ ping }');
    expect(gateway.served['inventory']!.requests()).toBe(5);
    expect(gateway.served['inventory']!.connections()).toBe(1);
  });

  test('that is down leaves its part of the answer empty and says so at each place', async () => {
    gateway = await startTestGateway({ mode: 'http' });
    await gateway.served['inventory']!.stop();
    const { data, errors } = await gateway.ask(LABEL);
    expect(data!['loans'].map((loan: any) => loan.id)).toEqual(['loan0', 'loan1']);
    expect(errors!.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['loans', 0, 'computer', 'label'], UNAVAILABLE],
      [['loans', 1, 'computer', 'label'], UNAVAILABLE],
    ]);
    const root = await gateway.ask('{ mine: ping }');
    expect(root.errors!.map(({ path }) => path)).toEqual([['mine']]);
  });

  test('that closes the connection is asked a query again', async () => {
    await inventoryThat((req, _res, attempt) => attempt === 1 && !!req.socket.destroy());
    expect((await gateway.ask('{ ping }')).data).toEqual({ ping: 'pong' });
    expect(gateway.served['inventory']!.requests()).toBe(2);
  });

  test('that is busy is asked a query again', async () => {
    await inventoryThat((_req, res, attempt) => attempt === 1 && !!res.writeHead(503).end('busy'));
    expect((await gateway.ask('{ ping }')).data).toEqual({ ping: 'pong' });
  });

  test('that closes the connection is never asked a mutation again', async () => {
    await inventoryThat((req) => !!req.socket.destroy());
    const { errors } = await gateway.ask('mutation { renew(loan: "1") }');
    expect(errors!.map(({ extensions }) => extensions)).toEqual([{ ...UNAVAILABLE, service: 'lending' }]);
    expect(gateway.served['lending']!.requests()).toBe(1);
  });

  test('that takes too long is given up, and not asked again', async () => {
    await inventoryThat(() => true, { timeoutMs: 100 });
    const { errors } = await gateway.ask('{ ping }');
    expect(errors!.map(({ extensions }) => extensions)).toEqual([UNAVAILABLE]);
    expect(gateway.served['inventory']!.requests()).toBe(1);
  });

  test('that answers too much is given up', async () => {
    await inventoryThat((_req, res) => !!res.end(JSON.stringify({ data: { ping: 'x'.repeat(5_000) } })), {
      maxResponseBytes: 1_000,
    });
    expect((await gateway.ask('{ ping }')).errors!.map(({ extensions }) => extensions)).toEqual([UNAVAILABLE]);
  });

  test('keeps the data of an answer that is not 2xx', async () => {
    const body = JSON.stringify({
      data: { ping: 'half' },
      errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }],
    });
    await inventoryThat((_req, res) => !!res.writeHead(500, { 'content-type': 'application/json' }).end(body));
    const { data, errors } = await gateway.ask('{ ping }');
    expect(data).toEqual({ ping: 'half' });
    expect(errors!.map(({ extensions }) => extensions)).toEqual([{ code: 'FORBIDDEN' }]);
  });

  test('leaks neither its address nor its body when it answers no GraphQL', async () => {
    await inventoryThat((_req, res) => !!res.writeHead(500).end('stack trace at secret.js'));
    const { errors } = await gateway.ask('{ ping }');
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|secret|stack/);
  });

  test('that gives a value outside its schema leaks nothing of it', async () => {
    await inventoryThat((_req, res) => !!res.end(JSON.stringify({ data: { ping: { not: 'a string' } } })));
    const answer = await gateway.ask('{ ping }');
    expect(JSON.stringify(answer)).not.toContain('valueCompletion');
  });
});
