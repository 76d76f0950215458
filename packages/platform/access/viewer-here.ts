import { REACH, type Reach, type Viewer } from './viewer.ts';

/** Whose an instance is: an association's, or a hub's. */
export interface Here {
  /** The association that runs it; null at a hub. */
  association: string | null;
  /** The name of the hub; null at an association. */
  hub: string | null;
}

type Reaches = (viewer: Viewer, here: Here) => boolean;

const isOwnAssociation: Reaches = (viewer, here) =>
  viewer.association !== null && viewer.association === here.association;

const REACHES: Record<Reach, Reaches> = {
  OWN_ASSOCIATION: isOwnAssociation,
  OWN_ORGANISATION: (viewer, here) => isOwnAssociation(viewer, here) && viewer.organisation !== null,
  OWN_HUB: (viewer, here) => viewer.hub !== null && viewer.hub === here.hub,
  EVERY_HUB: (viewer, here) => here.hub !== null && (viewer.association !== null || viewer.hub !== null),
  OWN_INSTANCE: (viewer, here) => viewer.association === here.association && viewer.hub === here.hub,
};

/**
 * The viewer as this instance sees them: associations and hubs may share an OIDC provider, and each role counts as far as
 * `REACH` says. A role whose token names nothing that is here counts for nothing, and so does one that is unknown here.
 */
export function viewerHere(viewer: Viewer, here: Here): Viewer {
  const roles = viewer.roles.filter((role) => {
    const reach: Reach | undefined = REACH[role];
    return reach !== undefined && REACHES[reach](viewer, here);
  });
  // Row-level security shows an organisation its own rows: they are a partner's alone.
  return { ...viewer, roles, organisation: roles.includes('partner') ? viewer.organisation : null };
}
