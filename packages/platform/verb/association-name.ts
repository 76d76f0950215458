import type { ServiceContext } from '../context/service-context.ts';

type Asking = Pick<ServiceContext, 'association' | 'callPeer'>;

const NAME = `query AssociationName($association: [_Any!]!) {
  _entities(representations: $association) { ... on Association { name } }
}`;
const names = new WeakMap<object, Promise<string>>();

/**
 * How papers call the association that runs this instance: `Défis`. Asked of partners, once for a request; `defis`, its
 * name in the network, where partners does not know it or does not answer, since a paper at the counter does not wait for it.
 */
export function associationName(context: Asking): Promise<string> {
  const asked = names.get(context) ?? ask(context);
  names.set(context, asked);
  return asked;
}

async function ask({ association, callPeer }: Asking): Promise<string> {
  if (association === null) return '';
  const representation = { __typename: 'Association', id: association };
  const told = await callPeer('partners', NAME, { association: [representation] }).catch(() => null);
  const [known] = (told?.['_entities'] ?? []) as ({ name: string } | null)[];
  return known?.name ?? association;
}
