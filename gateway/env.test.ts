import { inProject } from '../packages/platform/service/project-folder.ts';
import { readEnv } from './env.ts';

test('the gateway starts without any variable in development', () => {
  const env = readEnv({ NODE_ENV: 'development' });
  expect(env).toMatchObject({
    PORT: 4000,
    HOST: '127.0.0.1',
    SUPERGRAPH: inProject('schema/supergraph.graphql'),
    SUBGRAPH_URLS: {},
  });
  expect(env.IDENTITY_SECRET.length).toBeGreaterThanOrEqual(32);
});

test('the gateway reads where its subgraphs are', () => {
  const SUBGRAPH_URLS = 'inventory=http://inventory:4001/graphql, lending=http://lending:4002/graphql?a=b';
  expect(readEnv({ NODE_ENV: 'development', SUBGRAPH_URLS }).SUBGRAPH_URLS).toEqual({
    inventory: 'http://inventory:4001/graphql',
    lending: 'http://lending:4002/graphql?a=b',
  });
});

test('the gateway says everything that is wrong with its environment at once', () => {
  const wrong = { NODE_ENV: 'production', PORT: 'http', SUBGRAPH_URLS: 'inventory', OIDC_ISSUER: 'nowhere' };
  expect(() => readEnv(wrong)).toThrow(/PORT[^]*SUBGRAPH_URLS[^]*OIDC_ISSUER/);
});

const IDENTITY_SECRET = '3b9d1f7a0c52e8846de13f0a97b2c45d';

test.each([undefined, 'production', 'prod', 'Production', 'staging', 'Development', 'development '])(
  'NODE_ENV=%s is no development: the gateway wants a secret, and gives nobody a role',
  (NODE_ENV) => {
    expect(() => readEnv({ NODE_ENV })).toThrow('IDENTITY_SECRET: is required');
    expect(readEnv({ NODE_ENV, IDENTITY_SECRET }).isDevelopment).toBe(false);
  },
);

test.each(['0.0.0.0', '::', '192.168.1.20', 'passerelle.example', '127.example.org'])(
  'development is refused on %s, which others reach',
  (HOST) => {
    expect(() => readEnv({ NODE_ENV: 'development', HOST })).toThrow('HOST: reaches beyond this machine');
    expect(readEnv({ HOST, IDENTITY_SECRET }).HOST).toBe(HOST);
  },
);

test.each(['127.0.0.1', '127.0.0.53', 'localhost', '::1'])('development is taken on %s', (HOST) => {
  expect(readEnv({ NODE_ENV: 'development', HOST }).isDevelopment).toBe(true);
});

test.each(['short', 'a'.repeat(32)])('the gateway does not start with a secret that could be guessed: %s', (secret) => {
  expect(() => readEnv({ IDENTITY_SECRET: secret })).toThrow('openssl rand -hex 32');
});
