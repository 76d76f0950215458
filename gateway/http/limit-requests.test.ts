import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';

const ONE = 500;
/** Ten requests that ask for next to nothing. */
const RATES = { anybody: 10 * (ONE + 100), account: 1_000_000 };

describe('A gateway of which one address asks much', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await startTestGateway({ mode: 'in-process', rates: RATES, trustedProxies: ['loopback'] });
  });
  afterEach(() => gateway.close());

  const askFrom = (address: string, query = '{ ping }'): Promise<Response> =>
    fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ query }),
    });
  const untilRefused = async (address: string, query?: string): Promise<Response> => {
    for (let times = 0; times < 20; times += 1) {
      const answer = await askFrom(address, query);
      if (answer.status === 429) return answer;
    }
    throw new Error('It was never refused');
  };

  test('refuses it for a while, says how long, and answers the others', async () => {
    const answer = await untilRefused('192.0.2.1');
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: `You have asked for too much in the last minute: ask again in ${seconds} seconds.`,
          extensions: { code: 'TOO_MANY_REQUESTS', retryAfter: seconds },
        },
      ],
    });
    expect((await askFrom('192.0.2.2')).status).toBe(200);
  });

  test('counts what cannot be read, too', async () => {
    expect((await untilRefused('192.0.2.3', '{ broken')).status).toBe(429);
  });

  test('counts one subscriber of IPv6 as one', async () => {
    await untilRefused('2001:db8:1:2::1');
    expect((await askFrom('2001:db8:1:2::77')).status).toBe(429);
    expect((await askFrom('2001:db8:1:3::1')).status).toBe(200);
  });

  test('counts by what is asked: one dear question as many cheap ones', async () => {
    const dear = `{ ${Array.from({ length: 26 }, (_, i) => `a${i}: loans(computers: []) { id months }`).join(' ')} }`;
    const answer = await askFrom('192.0.2.4', dear);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(((await answer.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code).toBe(
      'TOO_MANY_REQUESTS',
    );
  });
});

test('A proxy that is not trusted is not believed', async () => {
  const gateway = await startTestGateway({ mode: 'in-process', rates: RATES });
  const statuses: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': `192.0.2.${i}` };
    statuses.push((await fetch(gateway.url, { method: 'POST', headers, body: '{"query":"{ ping }"}' })).status);
  }
  await gateway.close();
  expect(statuses).toContain(429);
});
