import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../packages/calendar/clock.ts';
import { ANONYMOUS, ROLES, type Role, type Viewer } from '../../packages/platform/access/viewer.ts';

export interface SignInOptions {
  /** Address of the OIDC provider, as its tokens state it in `iss`. */
  issuer: string;
  /** What its tokens must state in `aud`. */
  audience: string;
  clock: Clock;
}

/** Reads the `Authorization` header of a request; refuses with UNAUTHENTICATED, never falls back to anonymous. */
export type VerifyToken = (authorization: string | undefined) => Promise<Viewer>;

const ALGORITHMS = ['ES256', 'EdDSA', 'PS256', 'RS256'];
const GRANTED_FROM_OUTSIDE = new Set<string>(ROLES.filter((role) => role !== 'service'));

/** Without an issuer nobody can sign in: a visitor is anonymous, a token is refused. */
export function verifyTokenOf(options: SignInOptions | null): VerifyToken {
  const keysOf = options && onceItWorks(() => remoteKeys(options.issuer));
  return async (authorization) => {
    if (!authorization) return ANONYMOUS;
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!token) throw unauthenticated('The Authorization header must read “Bearer <token>”.');
    if (!options || !keysOf) throw unauthenticated('Nobody can sign in here: no identity provider is configured.');
    const keys = await keysOf().catch(signInUnavailable);
    return viewerOf(await payloadOf(token, keys, options));
  };
}

async function payloadOf(token: string, keys: JWTVerifyGetKey, options: SignInOptions): Promise<JWTPayload> {
  const { issuer, audience, clock } = options;
  try {
    const checks = {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'sub'],
      currentDate: clock.now(),
    };
    return (await jwtVerify(token, keys, checks)).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw unauthenticated('The token has expired: ask for a new one.');
    const isRefused = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
    return isRefused ? refuseToken() : signInUnavailable();
  }
}

/** Who a verified token speaks for. Roles unknown here belong to other applications and are left out. */
function viewerOf(payload: JWTPayload): Viewer {
  const roles = Array.isArray(payload['roles']) ? payload['roles'] : [];
  return {
    subject: payload.sub ?? null,
    roles: roles.filter((role): role is Role => GRANTED_FROM_OUTSIDE.has(role)),
    association: textOrNull(payload['association']),
    hub: textOrNull(payload['hub']),
    organisation: textOrNull(payload['organisation']),
  };
}

const textOrNull = (claim: unknown): string | null => (typeof claim === 'string' && claim !== '' ? claim : null);

/** The provider's public keys, at the address its discovery document gives; jose fetches them anew when a key is unknown. */
async function remoteKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const discovery = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(discovery, { signal: AbortSignal.timeout(5_000) });
  const { jwks_uri: address } = (await answer.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(address), { timeoutDuration: 5_000 });
}

/** Keeps a success for ever and a failure not at all: the provider may start after the gateway. */
function onceItWorks<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}

function unauthenticated(message: string): GraphQLError {
  const headers = new HeaderMap([['www-authenticate', 'Bearer error="invalid_token"']]);
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401, headers } } });
}

function refuseToken(): never {
  throw unauthenticated('The token is not valid here.');
}

function signInUnavailable(): never {
  throw new GraphQLError('The identity provider does not answer: try again in a moment.', {
    extensions: { code: 'SIGN_IN_UNAVAILABLE', http: { status: 503 } },
  });
}
