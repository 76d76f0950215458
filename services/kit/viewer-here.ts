import type { Role, Viewer } from './viewer.ts';

/** Held in one association, at whose instance alone they count: associations may share an OIDC provider. */
const STAFF: ReadonlySet<Role> = new Set<Role>(['technician', 'lender', 'trainer', 'manager']);

/**
 * The viewer as the instance of an association (null: a hub) sees them: whoever works in another association is no
 * staff here, and sees what anybody sees.
 */
export function viewerHere(viewer: Viewer, association: string | null): Viewer {
  if (viewer.association === association) return viewer;
  return { ...viewer, roles: viewer.roles.filter((role) => !STAFF.has(role)) };
}
