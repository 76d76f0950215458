import type { Desk } from '../desk/desk.ts';
import type { PlannedOrganisation } from './plan-organisations.ts';
import type { Structure } from './plan-structures.ts';

/** Ids by the names under which the sample speaks of things. */
export type Ids = ReadonlyMap<string, string>;

/** Registers the directory; gives the id of each organisation by its name. */
export async function enterOrganisations(desk: Desk, organisations: readonly PlannedOrganisation[]): Promise<Ids> {
  const made = await desk.enter<{ organisation: { id: string } }>(
    'registerOrganisation',
    organisations.map((input) => ({ key: input.name, input })),
  );
  return new Map(made.map(({ organisation }, index) => [organisations[index]!.name, organisation.id]));
}

/** Records the web sites made for structures. */
export async function enterSites(desk: Desk, structures: readonly Structure[], organisations: Ids): Promise<void> {
  const entries = structures
    .filter(({ siteOn }) => siteOn !== null)
    .map(({ name, siteOn: on }) => ({
      key: name,
      input: { organisationId: organisations.get(name), kind: 'WEB_SITE', title: "Site de l'association", on },
    }));
  await desk.enter('recordService', entries);
}
