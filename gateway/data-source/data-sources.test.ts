import { startTestGateway, withTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';

const LABELS = `query ($ids: [ID!]!) { loans(computers: $ids) { id computer { id label } } }`;

describe.each(['in-process', 'http'] as const)('a subgraph reached %s', (mode) => {
  let gateway: TestGateway;
  beforeAll(async () => (gateway = await startTestGateway({ mode })));
  afterAll(() => gateway.close());

  test('joins two subgraphs in one answer', async () => {
    const { data, errors } = await gateway.ask(LABELS, { ids: ['c1', 'c2'] });
    expect(errors).toBeUndefined();
    expect(data!['loans'].map((loan: any) => loan.computer.label)).toEqual(['label of c1', 'label of c2']);
  });

  test('is sent each key once, and its answer stands at every place that asked', async () => {
    gateway.inventory.resolved.length = 0;
    const { data } = await gateway.ask(LABELS, { ids: ['c1', 'c2', 'c1', 'c1'] });
    expect(gateway.inventory.resolved).toEqual(['c1', 'c2']);
    expect(data!['loans'].map((loan: any) => loan.computer.label)).toEqual([
      'label of c1',
      'label of c2',
      'label of c1',
      'label of c1',
    ]);
  });

  test('reports an error of a key at every place that asked, and keeps the rest', async () => {
    const { data, errors } = await gateway.ask(LABELS, { ids: ['forbidden', 'c1', 'forbidden'] });
    expect(errors!.map(({ path }) => path)).toEqual([
      ['loans', 0, 'computer', 'label'],
      ['loans', 2, 'computer', 'label'],
    ]);
    expect(errors!.map(({ extensions }) => extensions)).toEqual([{ code: 'FORBIDDEN' }, { code: 'FORBIDDEN' }]);
    expect(data!['loans'].map((loan: any) => loan.computer.label)).toEqual([null, 'label of c1', null]);
  });

  test('is asked further below a key that stands in two places', async () => {
    const nested = `query ($ids: [ID!]!) { loans(computers: $ids) { computer { loans { computer { label } } } } }`;
    const { data } = await gateway.ask(nested, { ids: ['c1', 'c1'] });
    const place = { computer: { loans: [{ computer: { label: 'label of c1' } }] } };
    expect(data).toEqual({ loans: [place, place] });
  });

  test('receives a client variable named as the planner names its own', async () => {
    const document = `query ($representations: String, $ids: [ID!]!) {
      loans(computers: $ids) { computer { label note(text: $representations) } }
    }`;
    const { data, errors } = await gateway.ask(document, { ids: ['c1'], representations: 'mine' });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ loans: [{ computer: { label: 'label of c1', note: 'mine' } }] });
    const crossing = `query ($representations: String) { computer(id: "c1") { label note(text: $representations) } }`;
    expect((await gateway.ask(crossing, { representations: 'mine' })).data).toEqual({
      computer: { label: 'label of c1', note: 'mine' },
    });
  });

  test('receives the signed viewer, anonymous without a token', async () => {
    expect((await gateway.ask('{ me }')).data).toEqual({ me: [] });
  });

  test('that does not know the gateway is unavailable, and does not tell the client to sign in', async () => {
    const stranger = new TextEncoder().encode('another secret, thirty-two bytes or more');
    await withTestGateway({ mode, identitySecret: stranger }, async (foreign) => {
      const { data, errors } = await foreign.ask('{ ping }');
      expect(data).toBeNull();
      expect(errors!.map(({ extensions }) => extensions)).toEqual([
        { code: 'SUBGRAPH_UNAVAILABLE', service: 'inventory' },
      ]);
    });
  });

  test('executes mutations one after the other', async () => {
    const { data } = await gateway.ask('mutation { first: renew(loan: "1") second: renew(loan: "1") }');
    expect(data).toEqual({ first: 1, second: 2 });
  });

  test('masks a bug, and logs it under the id the client is given', async () => {
    const { data, errors } = await gateway.ask(LABELS, { ids: ['broken'] });
    expect(data!['loans'][0].computer.label).toBeNull();
    const { errorId, ...extensions } = errors![0]!.extensions;
    expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(errors)).not.toMatch(/secrets|SELECT|inventory|stack/);
    const line = gateway.logged.find((each) => each['errorId'] === errorId);
    expect(line!['msg']).toContain('secrets');
    expect(line!['subgraph']).toBe('inventory');
  });
});
