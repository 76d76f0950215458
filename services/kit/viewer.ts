import { jwtVerify, SignJWT } from 'jose';

/** What a person or a machine may be in the network. An anonymous visitor has no role at all. */
export const ROLES = [
  'technician',
  'lender',
  'trainer',
  'manager',
  'coordinator',
  'partner',
  'instance',
  'service',
] as const;

/**
 * `technician`, `lender`, `trainer`, `manager`: people of one association.
 * `coordinator`: a regional body, who sees figures and never people.
 * `partner`: a donor or funder, who sees what is their own.
 * `instance`: an association's machine that publishes figures to a hub.
 * `service`: one subgraph calling another within the same instance; never granted by a token from outside.
 */
export type Role = (typeof ROLES)[number];

/** Who asks, as the gateway established it. */
export interface Viewer {
  /** The OIDC subject, or null for an anonymous visitor. */
  subject: string | null;
  roles: readonly Role[];
  /** The association they act for, or null. */
  association: string | null;
  /** The organisation a `partner` speaks for, or null. */
  organisation: string | null;
}

export const ANONYMOUS: Viewer = { subject: null, roles: [], association: null, organisation: null };

/** The HTTP header that carries the signed viewer from gateway to subgraph. */
export const VIEWER_HEADER = 'x-passerelle-viewer';

const LIFETIME_SECONDS = 30;
const ISSUER = 'passerelle:gateway';
const AUDIENCE = 'passerelle:subgraph';

/** Signs a viewer for the subgraphs of one instance; the signature lives thirty seconds. */
export async function signViewer(viewer: Viewer, secret: Uint8Array, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({
    roles: viewer.roles,
    association: viewer.association,
    organisation: viewer.organisation,
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(viewer.subject ?? '')
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .sign(secret);
}

/** A viewer whose signature was verified, and when that signature ends. */
export interface VerifiedViewer {
  viewer: Viewer;
  until: Date;
}

/** Reads a signed viewer back; throws jose's error when the signature, audience or lifetime is wrong. */
export async function verifyViewer(token: string, secret: Uint8Array, now: Date): Promise<VerifiedViewer> {
  const { payload } = await jwtVerify(token, secret, {
    algorithms: ['HS256'],
    issuer: ISSUER,
    audience: AUDIENCE,
    currentDate: now,
  });
  const viewer: Viewer = {
    subject: payload.sub || null,
    roles: payload['roles'] as Role[],
    association: payload['association'] as string | null,
    organisation: payload['organisation'] as string | null,
  };
  return { viewer, until: new Date(payload.exp! * 1000) };
}
