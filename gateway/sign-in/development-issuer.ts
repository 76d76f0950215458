import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider, type TokenContext } from 'oidc-provider';
import {
  DEVELOPMENT,
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_HUB,
  DEVELOPMENT_ROLES,
  DEVELOPMENT_SECRET,
} from './development-clients.ts';
import { isLoopback } from './loopback.ts';

export interface DevelopmentIssuerOptions {
  port: number;
  /** Where its signing key is kept, so that tokens outlive a restart. */
  dataFolder: string;
  /** The process's `NODE_ENV`, which must be `development` in that very word. */
  nodeEnv: string | undefined;
}

export interface DevelopmentIssuer {
  /** What its tokens state in `iss`, such as `http://127.0.0.1:4010`. */
  issuer: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const TOKEN_SECONDS = 12 * 60 * 60;

/**
 * An OIDC provider for this machine alone, where anyone may take any role: one client per role, whose tokens carry the
 * claims that a real provider would. Refuses to start unless development is asked for.
 */
export async function startDevelopmentIssuer(options: DevelopmentIssuerOptions): Promise<DevelopmentIssuer> {
  if (options.nodeEnv !== DEVELOPMENT) {
    const asked = options.nodeEnv ? `NODE_ENV=${options.nodeEnv}` : 'no NODE_ENV';
    throw new Error(`The development issuer grants any role to anyone: it does not start with ${asked}.`);
  }
  const issuer = `http://${HOST}:${options.port}`;
  const provider = new Provider(issuer, configurationOf(await keptKey(options.dataFolder)));
  const answer = provider.callback();
  const server = createServer((request, response) => {
    // A page from elsewhere may have had its own name made to lead here.
    const host = `http://${request.headers.host}`;
    const isHere = URL.canParse(host) && isLoopback(new URL(host).hostname);
    if (isHere) return answer(request, response);
    response.writeHead(403, { 'content-type': 'text/plain' }).end('This issuer is for this machine alone.');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${options.port} is in use by another program.`) : error),
    );
    server.listen(options.port, HOST, resolve);
  });
  return {
    issuer,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configurationOf(key: JWK): object {
  return {
    adapter: NothingStored,
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    clients: DEVELOPMENT_ROLES.map(clientOf),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE_URI,
        getResourceServerInfo: () => ({
          scope: '',
          audience: DEVELOPMENT_AUDIENCE,
          accessTokenTTL: TOKEN_SECONDS,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    ttl: { ClientCredentials: TOKEN_SECONDS },
    extraTokenClaims: ({ oidc: { client, body } }: TokenContext) => ({
      roles: [client?.clientId],
      association: body?.['association'],
      hub: body?.['hub'] ?? (client?.clientId === 'coordinator' ? DEVELOPMENT_HUB : undefined),
      organisation: body?.['organisation'],
    }),
    formats: { customizers: { jwt: nameHolder } },
  };
}

/** Whoever asks for a token may be anybody, as they may have any role. */
function nameHolder(
  { oidc: { body } }: TokenContext,
  _token: unknown,
  { payload }: { payload: { sub: string } },
): void {
  if (body?.['person']) payload.sub = body['person'];
}

/** Its tokens carry all they say and its clients are configured: there is nothing to store. */
class NothingStored {
  async find(): Promise<undefined> {}
  async upsert(): Promise<void> {}
  async consume(): Promise<void> {}
  async destroy(): Promise<void> {}
}

// A resource indicator must be a URI; the audience in the token is the plain name.
const AUDIENCE_URI = `urn:${DEVELOPMENT_AUDIENCE}`;

const clientOf = (role: string) => ({
  client_id: role,
  client_secret: DEVELOPMENT_SECRET,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
});

/** The signing key of this data folder, made the first time. */
async function keptKey(dataFolder: string): Promise<JWK> {
  const file = join(dataFolder, 'development-issuer-key.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key: JWK = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'ES256', kid: 'development' };
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, JSON.stringify(key), { mode: 0o600 });
  return key;
}
