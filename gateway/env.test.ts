import { inProject } from '../services/kit/project-folder.ts';
import { readEnv } from './env.ts';

test('the gateway starts without any variable in development', () => {
  const env = readEnv({});
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
  expect(readEnv({ SUBGRAPH_URLS }).SUBGRAPH_URLS).toEqual({
    inventory: 'http://inventory:4001/graphql',
    lending: 'http://lending:4002/graphql?a=b',
  });
});

test('the gateway says everything that is wrong with its environment at once', () => {
  const wrong = { NODE_ENV: 'production', PORT: 'http', SUBGRAPH_URLS: 'inventory', OIDC_ISSUER: 'nowhere' };
  expect(() => readEnv(wrong)).toThrow(/PORT[^]*SUBGRAPH_URLS[^]*OIDC_ISSUER/);
});

test('the gateway does not start in production without a secret to sign identities with', () => {
  expect(() => readEnv({ NODE_ENV: 'production' })).toThrow('IDENTITY_SECRET: is required in production');
  expect(() => readEnv({ IDENTITY_SECRET: 'short' })).toThrow('IDENTITY_SECRET');
});
