import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';

/** What anybody may know of an organisation: never somebody to write to. */
export interface OrganisationFacts {
  id: string;
  name: string;
  kind: string;
  siret: string | null;
  rna: string | null;
  commune: string;
}

const FACTS = `query FactsOfOrganisations($organisations: [_Any!]!) {
  _entities(representations: $organisations) { ... on Organisation { name kind siret rna commune { code } } }
}`;

/** What partners knows of organisations; nothing of those that it does not know. Throws when it does not answer. */
export async function factsOfOrganisations(
  { callPeer }: Pick<ServiceContext, 'callPeer'>,
  ids: readonly string[],
): Promise<OrganisationFacts[]> {
  if (ids.length === 0) return [];
  const organisations = ids.map((id) => ({ __typename: 'Organisation', id }));
  const { _entities } = (await callPeer('partners', FACTS, { organisations })) as { _entities: (Answer | null)[] };
  return ids.flatMap((id, index) => {
    const known = _entities[index];
    return known ? [{ ...known, id, commune: known.commune.code }] : [];
  });
}

type Answer = Omit<OrganisationFacts, 'id' | 'commune'> & { commune: { code: string } };

/** How papers call an organisation: its name and its number; its number alone where partners does not answer. */
export async function organisationName(context: Pick<ServiceContext, 'callPeer'>, id: string): Promise<string> {
  const [known] = await factsOfOrganisations(context, [id]).catch(() => []);
  const number = known?.siret ? `SIRET ${known.siret}` : known?.rna ? `RNA ${known.rna}` : null;
  if (!known) return id.replace('-', ' ');
  return number ? `${known.name} (${number})` : known.name;
}
