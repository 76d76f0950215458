import { createServer as createHttpServer, request as ask } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { systemClock } from '../../packages/calendar/clock.ts';
import { startTestGateway, withTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';
import { askToken } from './ask-token.ts';
import { DEVELOPMENT_ROLES, type TokenRequest } from './development-clients.ts';
import { startDevelopmentIssuer, type DevelopmentIssuer } from './development-issuer.ts';
import { verifyTokenOf } from './verify-token.ts';

let dataFolder: string;
let port: number;
let provider: DevelopmentIssuer;
let gateway: TestGateway;

const startProvider = () => startDevelopmentIssuer({ port, dataFolder, nodeEnv: 'development' });
const signIn = () => ({ issuer: provider.issuer, audience: 'passerelle' });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'issuer-'));
  port = await freePort();
  provider = await startProvider();
  gateway = await startTestGateway({ mode: 'in-process', signIn: signIn() });
});

afterAll(async () => {
  await gateway.close();
  await provider.close();
  await rm(dataFolder, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port: free } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return free;
}

describe('a token of the development issuer', () => {
  test.each(DEVELOPMENT_ROLES)('for the role %s reaches the subgraphs as that role', async (role) => {
    const token = await askToken(provider.issuer, { role });
    expect((await gateway.ask('{ me }', {}, bearer(token))).data).toEqual({ me: [role] });
  });

  test('says for whom its holder acts', async () => {
    const request = { role: 'partner', association: 'defis', organisation: 'caf' } as const;
    const token = await askToken(provider.issuer, request);
    const viewer = await verifyTokenOf({ ...signIn(), clock: systemClock })(`Bearer ${token}`);
    const whose = { association: 'defis', hub: null, organisation: 'caf' };
    expect(viewer).toEqual({ subject: 'partner', roles: ['partner'], ...whose });
  });

  test('is that of another person of the same role, and of a coordinator of this hub or another, where told', async () => {
    const verify = verifyTokenOf({ ...signIn(), clock: systemClock });
    const viewerOf = async (request: TokenRequest) => verify(`Bearer ${await askToken(provider.issuer, request)}`);
    expect(await viewerOf({ role: 'manager', person: 'treasurer' })).toMatchObject({ subject: 'treasurer', hub: null });
    expect(await viewerOf({ role: 'coordinator' })).toMatchObject({ subject: 'coordinator', hub: 'hub' });
    expect(await viewerOf({ role: 'coordinator', hub: 'normandie' })).toMatchObject({ hub: 'normandie' });
  });

  test('lets a hub send a slice of figures that is larger than what others may send', async () => {
    const text = 'x'.repeat(1_100_000);
    const statusFor = async (role: 'instance' | 'coordinator') =>
      (await gateway.ask('{ me }', { text }, bearer(await askToken(provider.issuer, { role })))).status;
    expect([await statusFor('instance'), await statusFor('coordinator')]).toEqual([200, 413]);
  });

  test('outlives a restart of the issuer', async () => {
    const token = await askToken(provider.issuer, { role: 'manager' });
    await provider.close();
    provider = await startProvider();
    expect((await verifyTokenOf({ ...signIn(), clock: systemClock })(`Bearer ${token}`)).roles).toEqual(['manager']);
  });

  test('is refused once it has expired', async () => {
    const token = await askToken(provider.issuer, { role: 'manager' });
    const clock = { now: () => new Date(Date.now() + 24 * 3_600_000) };
    await expect(verifyTokenOf({ ...signIn(), clock })(`Bearer ${token}`)).rejects.toThrow('expired');
  });

  test('is refused when it is for another audience', async () => {
    const token = await askToken(provider.issuer, { role: 'manager' });
    const verify = verifyTokenOf({ ...signIn(), audience: 'another', clock: systemClock });
    await expect(verify(`Bearer ${token}`)).rejects.toThrow('not valid');
  });
});

describe('a gateway refuses with 401', () => {
  const refusal = { status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

  test.each([
    ['a token nobody signed', 'Bearer abc.def.ghi'],
    ['a token without a signature', `Bearer ${unsigned()}`],
    ['a password', 'Basic YTpi'],
  ])('%s', async (_what, authorization) => {
    expect(await gateway.ask('{ me }', {}, { authorization })).toMatchObject(refusal);
  });

  test('a token signed with another key', async () => {
    expect(await gateway.ask('{ me }', {}, bearer(await forged({ roles: ['manager'] })))).toMatchObject(refusal);
  });

  test('any token where no identity provider is configured', async () => {
    await withTestGateway({ mode: 'in-process' }, async (closed) => {
      expect(await closed.ask('{ me }', {}, bearer('abc'))).toMatchObject(refusal);
    });
  });
});

test('the role service is never taken from a token', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k' }] };
  const server = createHttpServer((req, res) => {
    const { host } = req.headers;
    res.end(JSON.stringify(req.url === '/jwks' ? keys : { jwks_uri: `http://${host}/jwks` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = await signed({ roles: ['service', 'trainer', 'printer'] }, privateKey, issuer);
  const viewer = await verifyTokenOf({ issuer, audience: 'passerelle', clock: systemClock })(`Bearer ${token}`);
  expect(viewer.roles).toEqual(['trainer']);
  server.closeAllConnections();
  server.close();
});

test('a gateway whose identity provider is down says so, and recovers with it', async () => {
  const absent = await freePort();
  const issuer = `http://127.0.0.1:${absent}`;
  await withTestGateway({ mode: 'in-process', signIn: { issuer, audience: 'passerelle' } }, async (waiting) => {
    const token = await forged({ roles: ['manager'] });
    const answer = await waiting.ask('{ me }', {}, bearer(token));
    expect(answer).toMatchObject({ status: 503, errors: [{ extensions: { code: 'SIGN_IN_UNAVAILABLE' } }] });
    expect((await waiting.ask('{ me }')).data).toEqual({ me: [] });
    const late = await startDevelopmentIssuer({ port: absent, dataFolder, nodeEnv: 'development' });
    const good = await askToken(late.issuer, { role: 'lender' });
    expect((await waiting.ask('{ me }', {}, bearer(good))).data).toEqual({ me: ['lender'] });
    await late.close();
  });
});

test.each(['production', 'prod', 'Production', 'staging', 'Development', 'test', '', undefined])(
  'the development issuer does not start under NODE_ENV=%s',
  async (nodeEnv) => {
    const start = startDevelopmentIssuer({ port: 0, dataFolder, nodeEnv });
    await expect(start).rejects.toThrow('it does not start with');
  },
);

test.each(['elsewhere.example', '0.0.0.0:1', '['])('the development issuer knows no host %s', async (host) => {
  const answered = new Promise<number>((resolve, reject) => {
    const asked = ask({ host: '127.0.0.1', port, path: '/.well-known/openid-configuration', headers: { host } });
    asked
      .on('response', ({ statusCode }) => resolve(statusCode!))
      .on('error', reject)
      .end();
  });
  expect(await answered).toBe(403);
});

test('asking for a token while no issuer runs says what to do', async () => {
  await expect(askToken(`http://127.0.0.1:${await freePort()}`, { role: 'manager' })).rejects.toThrow('npm start');
});

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ roles: ['manager'], exp: 9_999_999_999, sub: 'x' })}.`;
}

async function forged(claims: object): Promise<string> {
  return signed(claims, (await generateKeyPair('ES256')).privateKey, provider.issuer);
}

function signed(claims: object, key: Parameters<SignJWT['sign']>[0], issuer: string): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .setSubject('someone')
    .setIssuer(issuer)
    .setAudience('passerelle')
    .setExpirationTime('1h')
    .sign(key);
}
