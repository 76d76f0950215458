import { type Addresses, ASSOCIATIONS, HUB, type Instance } from '../start/network.ts';
import type { DatabaseServer } from '../start/open-server.ts';
import { readNote, writeNote } from '../start/prepare-database.ts';
import type { Screen } from '../start/screen.ts';
import { awaitFigures } from './association/await-figures.ts';
import { DEFIS } from './association/defis.ts';
import { enterAssociation } from './association/enter-association.ts';
import { CAEN, ROUEN } from './association/norman-examples.ts';
import { planAssociation } from './association/plan-association.ts';
import type { Profile } from './association/profile.ts';
import { registerNetwork } from './association/register-network.ts';
import { type Desk, type DeskOptions, openDesk } from './desk/desk.ts';
import { countEntries, type Progress } from './progress.ts';

export const PROFILES: readonly Profile[] = [DEFIS, CAEN, ROUEN];

/** Kept on a database once its sample years are complete. */
const LOADED = 'sample years loaded';

export interface Loading {
  addresses: Addresses;
  server: DatabaseServer;
  databaseOf(instance: Instance): string;
  screen: Screen;
  signal: AbortSignal;
  /** Has the hub believe the associations, once it knows them. */
  enrol(): Promise<void>;
}

/** Enters the sample years where they are not yet complete; what an interrupted start entered is not entered again. */
export async function loadSampleYears(loading: Loading): Promise<void> {
  const { screen, addresses, signal } = loading;
  const missing = await instancesWithout(loading);
  if (!missing.includes(HUB)) await loading.enrol();
  if (missing.length === 0) return;
  screen.say('Entering the sample years 2010 and 2011 as the people of each association would, once only:');
  const progress = countEntries(screen);
  await Promise.all(missing.map((instance) => enterAt(instance, loading, progress)));
  progress.finish();
  screen.show('Waiting for the hub to hear of it');
  await awaitFigures(`${addresses.originOf(HUB)}/graphql`, new Date(), signal);
}

async function instancesWithout({ server, databaseOf }: Loading): Promise<Instance[]> {
  const all = [HUB, ...ASSOCIATIONS];
  const notes = await Promise.all(all.map((instance) => readNote(server, databaseOf(instance))));
  return all.filter((_, index) => notes[index] !== LOADED);
}

async function enterAt(instance: Instance, loading: Loading, progress: Progress): Promise<void> {
  const { addresses, server, databaseOf, signal } = loading;
  const desk = (role?: DeskOptions['role']): Desk =>
    openDesk({
      url: `${addresses.originOf(instance)}/graphql`,
      issuer: addresses.issuer,
      association: instance.association?.id ?? null,
      onEntered: (verb, count) => progress.entered(instance.name, verb, count),
      signal,
      ...(role && { role }),
    });
  const profile = PROFILES.find(({ id }) => id === instance.association?.id);
  await (profile ? enterAssociation(desk(), planAssociation(profile)) : registerNetwork(desk('coordinator'), PROFILES));
  if (instance === HUB) await loading.enrol();
  await writeNote(server, databaseOf(instance), LOADED);
  progress.done(instance.title);
}
