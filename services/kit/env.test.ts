import { readInstanceEnv, readServerEnv } from './env.ts';

const RIGHT = { DATABASE_URL: 'postgresql://localhost/x', IDENTITY_SECRET: 'x'.repeat(32) };

describe('The environment of a service', () => {
  it('may be that of a hub at the top of the network', () => {
    expect(readInstanceEnv(RIGHT)).toMatchObject({ HEARTBEAT_SECONDS: 60, FRESH_SECONDS: 3600 });
  });

  it('says everything that is wrong at once', () => {
    const wrong = { ...RIGHT, DATABASE_URL: 'mysql://x', IDENTITY_SECRET: 'short' };
    expect(() => readInstanceEnv(wrong)).toThrow(/DATABASE_URL[\s\S]*IDENTITY_SECRET/);
  });

  it('wants the seat of an association', () => {
    expect(() => readInstanceEnv({ ...RIGHT, ASSOCIATION: 'defis' })).toThrow('SEAT: is required with ASSOCIATION');
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
    const { PEER_URLS } = readServerEnv({ PORT: '0', PEER_URLS: 'inventory=http://a/?x=1,lending=http://b' });
    expect(PEER_URLS).toEqual({ inventory: 'http://a/?x=1', lending: 'http://b' });
    expect(() => readServerEnv({ PORT: '0', PEER_URLS: 'inventory' })).toThrow('PEER_URLS');
  });
});
