import { jwtVerify, SignJWT } from 'jose';

/**
 * How far a role reaches, by what the token says of its holder.
 * `OWN_ASSOCIATION`: the instance of the association it names.
 * `OWN_ORGANISATION`: what concerns the organisation it names, at the instance of the association it names.
 * `OWN_HUB`: the hub it names.
 * `EVERY_HUB`: hubs, where it speaks for the association or the hub it names.
 * `OWN_INSTANCE`: the instance it was signed in.
 */
export type Reach = 'OWN_ASSOCIATION' | 'OWN_ORGANISATION' | 'OWN_HUB' | 'EVERY_HUB' | 'OWN_INSTANCE';

/**
 * What a person or a machine may be in the network, and how far each role reaches. An anonymous visitor has no role at all.
 * `technician`, `lender`, `trainer`, `manager`: people of one association.
 * `coordinator`: a regional body, who sees figures and never people.
 * `partner`: a donor or funder, who sees what is their own.
 * `instance`: a machine that publishes figures to a hub.
 * `service`: one subgraph calling another within the same instance; never granted by a token from outside.
 */
export const REACH = {
  technician: 'OWN_ASSOCIATION',
  lender: 'OWN_ASSOCIATION',
  trainer: 'OWN_ASSOCIATION',
  manager: 'OWN_ASSOCIATION',
  coordinator: 'OWN_HUB',
  partner: 'OWN_ORGANISATION',
  instance: 'EVERY_HUB',
  service: 'OWN_INSTANCE',
} as const satisfies Record<string, Reach>;

export type Role = keyof typeof REACH;
export const ROLES = Object.keys(REACH) as readonly Role[];

/** Who asks, as the gateway established it. */
export interface Viewer {
  /** The OIDC subject, or null for an anonymous visitor. */
  subject: string | null;
  roles: readonly Role[];
  /** The association they act for, or null. */
  association: string | null;
  /** The hub they act for, or null. */
  hub: string | null;
  /** The organisation a `partner` speaks for, or null. */
  organisation: string | null;
}

export const ANONYMOUS: Viewer = { subject: null, roles: [], association: null, hub: null, organisation: null };

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
    hub: viewer.hub,
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
    hub: payload['hub'] as string | null,
    organisation: payload['organisation'] as string | null,
  };
  return { viewer, until: new Date(payload.exp! * 1000) };
}
