import type { CallPeer } from './subgraph.ts';
import type { InstallState } from './install-state.ts';

/** An installation as the directory of a hub knows it. */
export interface KnownInstall {
  install: string;
  /** The association it speaks for; null for a hub. */
  associationId: string | null;
  publicKey: string;
  state: InstallState;
  /** Codes of the departments that its association works in or has worked in; none for a hub. */
  departments: string[];
}

/** An installation that a hub answers for where it is not enrolled itself. */
export interface VouchedInstall {
  install: string;
  /** The association it speaks for. */
  association: string;
  /** Its Ed25519 public key, base64url. */
  publicKey: string;
  /** Where it stands with the hub that answers for it. */
  state: InstallState;
}

/** Which installations one wants to know of, and for which of them a hub answers. */
export interface MeetingInstalls {
  installs: readonly string[];
  /** Associations of which one also wants to know the installation that was approved here. */
  associations?: readonly string[];
  /** Whether one also wants to know of all that were revoked. */
  revoked?: boolean;
  /** The hub that answers for others (its installation), and those. */
  vouchedBy?: string | null;
  vouched?: readonly VouchedInstall[];
}

/** Asks the directory, which partners keeps; whoever is unknown there is left out. */
export type MeetInstalls = (meeting: MeetingInstalls) => Promise<KnownInstall[]>;

const MEET = `mutation Meet($input: MeetInstallsInput!) {
  meetInstalls(input: $input) { installs { install associationId publicKey state departments } }
}`;

/** The directory as the three other services reach it. */
export function meetInstallsThrough(callPeer: CallPeer): MeetInstalls {
  return async ({ installs, associations = [], revoked = false, vouchedBy = null, vouched = [] }) => {
    if (installs.length === 0 && associations.length === 0 && !revoked) return [];
    const input = { installs, associations, revoked, vouchedBy, vouched };
    const answer = await callPeer('partners', MEET, { input });
    return (answer['meetInstalls'] as { installs: KnownInstall[] }).installs;
  };
}
