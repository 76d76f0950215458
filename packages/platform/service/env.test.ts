import { readInstanceEnv, readServiceEnv } from './env.ts';

const IDENTITY_SECRET = '3b9d1f7a0c52e8846de13f0a97b2c45d';
const DATABASE_URLS = ['inventory', 'lending', 'training', 'partners'].map(
  (name) => `${name}=postgresql://${name}:pw@db/x`,
);
const OWN = { DATABASE_URLS: DATABASE_URLS.join(), IDENTITY_SECRET };
const RIGHT = { ...OWN, HUB: 'bretagne' };
const OF_ONE_SERVICE = {
  DATABASE_URL: 'postgresql://lending@db/x',
  IDENTITY_SECRET,
  PORT: '0',
  HUB: 'hub',
};

describe('The environment of a service', () => {
  it('may be that of a hub at the top of the network', () => {
    expect(readInstanceEnv(RIGHT)).toMatchObject({ HEARTBEAT_SECONDS: 60, FRESH_SECONDS: 3600 });
  });

  it('says everything that is wrong at once', () => {
    const wrong = { ...OF_ONE_SERVICE, DATABASE_URL: 'mysql://x', IDENTITY_SECRET: 'short' };
    expect(() => readServiceEnv(wrong)).toThrow(/IDENTITY_SECRET[\s\S]*DATABASE_URL/);
  });

  it('has an address of the database for each of four services in one process', () => {
    expect(readInstanceEnv(RIGHT).DATABASE_URLS.lending).toBe('postgresql://lending:pw@db/x');
    expect(() => readInstanceEnv({ ...RIGHT, DATABASE_URLS: DATABASE_URLS.slice(1).join() })).toThrow(
      'DATABASE_URLS.inventory',
    );
  });

  it('says whose instance it is: an association that forgot its name is no hub', () => {
    const association = { ...OWN, ASSOCIATION: 'defis', SEAT: 'COM-56121' };
    expect(readInstanceEnv(association)).toMatchObject({ ASSOCIATION: 'defis' });
    for (const wrong of [OWN, { ...association, HUB: 'bretagne' }])
      expect(() => readInstanceEnv(wrong)).toThrow('HUB: give either ASSOCIATION');
  });

  it('wants a secret that nobody guesses', () => {
    const guessable = { ...RIGHT, IDENTITY_SECRET: 'a'.repeat(32) };
    expect(() => readInstanceEnv(guessable)).toThrow(/IDENTITY_SECRET: could be guessed.*openssl rand -hex 32/);
  });

  it('wants the seat of an association', () => {
    expect(() => readInstanceEnv({ ...OWN, ASSOCIATION: 'defis' })).toThrow('SEAT: is required with ASSOCIATION');
  });

  it('wants what an upstream asks for', () => {
    expect(() => readInstanceEnv({ ...RIGHT, UPSTREAM_URL: 'http://hub/graphql' })).toThrow('UPSTREAM_CLIENT_ID');
  });

  it('wants a key to sign with where there is an upstream, in a file that is there', () => {
    const upstream = { UPSTREAM_URL: 'http://hub/graphql', UPSTREAM_ISSUER: 'http://hub' };
    const right = { ...RIGHT, ...upstream, UPSTREAM_CLIENT_ID: 'x', UPSTREAM_CLIENT_SECRET: 'x' };
    expect(() => readInstanceEnv(right)).toThrow('INSTANCE_KEY: or INSTANCE_KEY_FILE comes with UPSTREAM_URL');
    expect(() => readInstanceEnv({ ...right, INSTANCE_KEY_FILE: '/nowhere.pem' })).toThrow('INSTANCE_KEY_FILE');
    expect(readInstanceEnv({ ...right, INSTANCE_KEY: 'a\\nb', INSTANCE_KEY_FILE: '' }).INSTANCE_KEY).toBe('a\nb');
  });

  it('wants to know whom its e-mail comes from, and takes an empty line of a file for nothing', () => {
    const MAIL_URL = 'smtp://localhost:25';
    expect(readInstanceEnv({ ...RIGHT, MAIL_URL, MAIL_FROM: 'prets@defis.example' })).toMatchObject({ MAIL_URL });
    expect(readInstanceEnv({ ...RIGHT, MAIL_URL: '', MAIL_FROM: '' }).MAIL_URL).toBeUndefined();
    expect(() => readInstanceEnv({ ...RIGHT, MAIL_URL })).toThrow('MAIL_FROM: comes with MAIL_URL');
  });

  it('names a failpoint that there is, for tests', () => {
    const { FAILPOINT } = readInstanceEnv({ ...RIGHT, FAILPOINT: 'ANSWERED*6' });
    expect(FAILPOINT).toEqual({ point: 'ANSWERED', verb: null, times: 6 });
    expect(() => readInstanceEnv({ ...RIGHT, FAILPOINT: 'SOMEWHERE' })).toThrow('FAILPOINT: names no failpoint');
  });

  it('reads where the peers are', () => {
    const { PEER_URLS } = readServiceEnv({ ...OF_ONE_SERVICE, PEER_URLS: 'inventory=http://a/?x=1,lending=http://b' });
    expect(PEER_URLS).toEqual({ inventory: 'http://a/?x=1', lending: 'http://b' });
    expect(() => readServiceEnv({ ...OF_ONE_SERVICE, PEER_URLS: 'inventory' })).toThrow('PEER_URLS');
  });
});
