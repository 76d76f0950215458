import type { Desk, Entry } from '../desk/desk.ts';
import type { Profile } from './profile.ts';
import { PROGRAMMES } from './programmes.ts';

/** The first day of the sample: figures are expected from then on. */
const MEMBER_SINCE = '2009-01-01';

/** Enters the programmes and the given associations: all of them at the hub, itself alone at an association. */
export async function registerNetwork(desk: Desk, profiles: readonly Profile[]): Promise<void> {
  await desk.enter('registerProgramme', PROGRAMMES.map(entry));
  const members = profiles.map(({ id, name, seat, covers, isSample }) => {
    return { id, name, seat, covers, isSample, memberSince: MEMBER_SINCE };
  });
  await desk.enter('registerAssociation', members.map(entry));
}

const entry = (input: { id: string }): Entry => ({ key: input.id, input });
