import { connect } from 'node:net';
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';

const REQUEST_MS = 400;

let gateway: TestGateway;
beforeAll(async () => (gateway = await startTestGateway({ mode: 'in-process', requestMs: REQUEST_MS })));
afterAll(() => gateway.close());

interface Ended {
  said: string;
  milliseconds: number;
}

/** Sends the beginning of a request, then one byte now and then, until the other side ends the connection. */
function dribble(path: string, beginning: string[], { token = '' } = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const began = performance.now();
    let said = '';
    const socket = connect(gateway.port, '127.0.0.1', () => {
      const authorization = token && `authorization: Bearer ${token}\r\n`;
      socket.write(`POST ${path} HTTP/1.1\r\nhost: gateway\r\n${authorization}${beginning.join('\r\n')}`);
    });
    const dripping = setInterval(() => socket.writable && socket.write(' '), 50);
    socket.setEncoding('utf8').on('data', (text: string) => (said += text));
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(dripping);
      resolve({ said, milliseconds: performance.now() - began });
    });
  });
}

const BODY = ['content-type: application/json', 'content-length: 90000', '', '{ "query": "{ ping }" '];

describe('A body that does not come to its end', () => {
  it('is told so, and its connection is ended with the answer', async () => {
    const { said, milliseconds } = await dribble('/graphql', BODY);
    expect(said).toMatch(/^HTTP\/1\.1 504 [^]*TIMEOUT/);
    expect(said.toLowerCase()).toContain('connection: close');
    expect(milliseconds).toBeLessThan(REQUEST_MS + 2_000);
  });

  it.each(['/nowhere', '/files/nowhere', '/livez'])('does not hold a connection at %s either', async (path) => {
    expect((await dribble(path, BODY)).milliseconds).toBeLessThan(REQUEST_MS + 2_000);
  });

  it('does not hold a connection by headers that never end', async () => {
    expect((await dribble('/graphql', ['x-name: '])).milliseconds).toBeLessThan(REQUEST_MS + 2_000);
  });
});

test('a client that is quick keeps its connection', async () => {
  expect((await gateway.ask('{ ping }')).data).toEqual({ ping: 'pong' });
});
