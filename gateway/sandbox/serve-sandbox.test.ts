import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';
import { serveSandbox } from './serve-sandbox.ts';

let folder: string;
let gateway: TestGateway;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  await writeFile(join(folder, 'page.js'), '// a page');
  await writeFile(join(folder, '.hidden.js'), 'a secret');
  const askToken = async () => 'a token';
  gateway = await startTestGateway({
    mode: 'in-process',
    pages: serveSandbox({ folder, association: null, askToken }),
  });
});
afterAll(async () => {
  await gateway.close();
  await rm(folder, { recursive: true });
});

interface Raw {
  status: number;
  body: string;
}

/** As it is written, without what a browser would put right. */
function raw(path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const { port } = gateway;
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode!, body: text }));
    });
    asked.on('error', reject).end(body);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const ROLE = JSON.stringify({ role: 'manager' });

describe('A request at a path of the sandbox', () => {
  it.each([
    ['a file that is not there', '/sandbox/nothing.js', {}],
    ['an encoding that means nothing', '/sandbox/%E0%A4%A', {}],
    ['an encoding that means nothing, at the root', '/%', {}],
    ['a folder above', '/sandbox/..%2f..%2fpackage.json', {}],
    ['a folder above, in plain', '/sandbox/../../package.json', {}],
    ['a folder above, twice encoded', '/sandbox/%252e%252e%252fpackage.json', {}],
    ['a hidden file', '/sandbox/.hidden.js', {}],
    ['a name that holds a NUL', '/sandbox/page.js%00', {}],
    ['a name that is too long', `/sandbox/${'x'.repeat(5_000)}`, {}],
    ['the folder itself', '/sandbox/', {}],
    ['a range that is not there', '/sandbox/page.js', { headers: { range: 'bytes=900-1000' } }],
    ['a body that is not JSON', '/sandbox/token', { method: 'POST', headers: JSON_TYPE, body: '{' }],
    [
      'a body that is too large',
      '/sandbox/token',
      { method: 'POST', headers: JSON_TYPE, body: `"${'x'.repeat(200_000)}"` },
    ],
    [
      'a charset nobody knows',
      '/sandbox/token',
      { method: 'POST', headers: { 'content-type': 'application/json; charset=x' }, body: ROLE },
    ],
    [
      'a coding nobody knows',
      '/sandbox/token',
      { method: 'POST', headers: { ...JSON_TYPE, 'content-encoding': 'x' }, body: ROLE },
    ],
  ])('that names %s is refused in plain words, without a stack or a path of this machine', async (_, path, options) => {
    const { status, body } = await raw(path, options);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body).not.toMatch(/ at .*:\d|node_modules|\.ts|\/tmp|\/work|Error:|a secret/);
    expect(JSON.parse(body).errors[0].extensions.code).toMatch(/^[A-Z_]+$/);
  });

  it('is answered with the file it names', async () => {
    expect(await raw('/sandbox/page.js')).toEqual({ status: 200, body: '// a page' });
  });
});

describe('A token of any role', () => {
  const ask = (headers: object) =>
    raw('/sandbox/token', { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: ROLE });

  it('is given on this machine', async () => {
    expect(await ask({})).toEqual({ status: 200, body: '{"token":"a token"}' });
    expect((await ask({ host: 'localhost:4000' })).status).toBe(200);
  });

  it.each([
    ['by a name that leads here from elsewhere', { host: 'passerelle.example' }],
    ['on behalf of somebody elsewhere', { 'x-forwarded-for': '203.0.113.7' }],
    ['for a page of another origin', { origin: 'https://elsewhere.example' }],
  ])('is refused %s', async (_, headers) => {
    const { status, body } = await ask(headers);
    expect(status).toBe(403);
    expect(JSON.parse(body).problem).toContain('this machine');
  });
});
