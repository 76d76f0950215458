import type { Desk, Entry } from '../desk/desk.ts';
import type { Profile } from './profile.ts';

/** The first day of the sample: figures are expected from then on. */
const MEMBER_SINCE = '2009-01-01';

/** The programmes of the sheet; it gives them no first day, so these are ours. */
const PROGRAMMES = [
  { id: 'ordi-2-0', name: 'ordi 2.0', startsOn: '2008-01-01' },
  { id: 'ordi-solidaire-bretagne', name: 'ordi solidaire Bretagne', startsOn: '2010-01-01' },
  { id: 'visa-internet-bretagne', name: 'visa internet Bretagne', startsOn: '2007-01-01' },
];

/** Enters the programmes and the given associations: all of them at the hub, itself alone at an association. */
export async function registerNetwork(desk: Desk, profiles: readonly Profile[]): Promise<void> {
  await desk.enter('registerProgramme', PROGRAMMES.map(entry));
  const members = profiles.map(({ id, name, seat, covers, isSample }) => {
    return { id, name, seat, covers, isSample, memberSince: MEMBER_SINCE };
  });
  await desk.enter('registerAssociation', members.map(entry));
}

const entry = (input: { id: string }): Entry => ({ key: input.id, input });
