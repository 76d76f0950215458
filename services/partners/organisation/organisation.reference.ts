import type { Named } from '../../../packages/platform/peers/noun.ts';
import { refuse, Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { whyClosed } from '../existing-organisation.ts';
import { organisationById } from './organisation.loaders.ts';

export const resolveOrganisation = ({ id }: { id: string }, context: ServiceContext) =>
  organisationById(context).load(id);

/**
 * The id of an organisation that another service names: its own, whichever number or merged entry it was named by. Refuses
 * `NOT_FOUND`, `ORGANISATION_CLOSED`.
 */
export async function findNamedOrganisation({ id, from }: Named, context: ServiceContext): Promise<string> {
  const organisation = await organisationById(context).load(id);
  if (!organisation) throw unknown(id);
  if (from !== null) refuse(whyClosed(organisation, from, 'id'));
  return organisation.id;
}

const unknown = (id: string): Refusal =>
  new Refusal('NOT_FOUND', 'id', {
    en: `No organisation is known here as ${id}; correct the id, or register the organisation first.`,
    fr: `Aucun organisme n'est connu ici comme ${id} ; corrigez l'identifiant, ou inscrivez d'abord l'organisme.`,
  });
