import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createMetrics } from '../packages/platform/metrics/metrics.ts';
import { readEnv } from './env.ts';
import { settingsFrom } from './settings-from-env.ts';
import { withTestGateway } from './testing/start-test-gateway.ts';

const IDENTITY_SECRET = '3b9d1f7a0c52e8846de13f0a97b2c45d';
const HERE = 'http://127.0.0.1:4010';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'sandbox-'))));
afterAll(() => rm(folder, { recursive: true }));

/** What `POST /sandbox/token` answers for a role that nobody has, at a gateway with this environment. */
async function statusUnder(variables: Record<string, string | undefined>): Promise<number> {
  const env = readEnv({ IDENTITY_SECRET, SANDBOX: folder, ...variables });
  const log = pino({ level: 'silent' });
  const { pages } = await settingsFrom(env, null, { log, metrics: createMetrics() });
  let status = 0;
  await withTestGateway({ mode: 'in-process', pages }, async ({ url }) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url.replace('graphql', 'sandbox/token'), { method: 'POST', headers, body: '{}' });
    status = answer.status;
  });
  return status;
}

describe('A gateway that gives anybody any role', () => {
  it.each([undefined, 'production', 'prod', 'Production', 'staging', 'Development'])(
    'is none under NODE_ENV=%s',
    async (NODE_ENV) => expect(await statusUnder({ NODE_ENV, OIDC_ISSUER: HERE })).toBe(404),
  );

  it('is none in development whose issuer is elsewhere', async () => {
    const OIDC_ISSUER = 'https://login.example.org';
    expect(await statusUnder({ NODE_ENV: 'development', OIDC_ISSUER })).toBe(404);
  });

  it('is one in development, with an issuer on this machine', async () => {
    expect(await statusUnder({ NODE_ENV: 'development', OIDC_ISSUER: HERE })).toBe(400);
  });
});
