import { ROLES, type Role } from '../../packages/platform/access/viewer.ts';

/** What a development token is asked for: one role, and on whose behalf. */
export interface TokenRequest {
  role: DevelopmentRole;
  /** The association the holder acts for. */
  association?: string | undefined;
  /** The hub a `coordinator` acts for; the one of this machine unless told. */
  hub?: string | undefined;
  /** Who the holder is, where it takes two people of one role; the role's name unless told. */
  person?: string | undefined;
  /** The organisation a `partner` speaks for. */
  organisation?: string | undefined;
}

export type DevelopmentRole = Exclude<Role, 'service'>;

/** The roles a token may be had for; `service` is never granted from outside. */
export const DEVELOPMENT_ROLES = ROLES.filter((role): role is DevelopmentRole => role !== 'service');

/** The hub that `npm start` runs. */
export const DEVELOPMENT_HUB = 'hub';

/** The word that asks for all this, in `NODE_ENV`: nothing like it does. */
export const DEVELOPMENT = 'development';

export const DEVELOPMENT_AUDIENCE = 'passerelle';

/** Everyone's secret, in a repository everyone reads: this is why the issuer starts in development only. */
export const DEVELOPMENT_SECRET = 'for-development-only-and-known-to-everyone';

export function isDevelopmentRole(role: unknown): role is DevelopmentRole {
  return DEVELOPMENT_ROLES.some((each) => each === role);
}
