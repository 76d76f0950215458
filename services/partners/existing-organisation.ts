import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound, refuse, Refusal } from '../../packages/platform/refusals/refusal.ts';
import { Organisation } from './organisation/organisation.entity.ts';

/**
 * The organisation of an id: its own, one made of a number it was given later, or that of one merged into it.
 * Refuses `NOT_FOUND`.
 */
export async function existingOrganisation(em: EntityManager, id: string, field: string): Promise<Organisation> {
  const found = await organisationOf(em, id);
  if (!found) throw notFound(field, id);
  return found;
}

/** The same, or null where none is known. */
export async function organisationOf(em: EntityManager, id: string): Promise<Organisation | null> {
  const found =
    (await em.findOne(Organisation, { id })) ??
    (id.startsWith('SIRET-') ? await em.findOne(Organisation, { siret: id.slice('SIRET-'.length) }) : null) ??
    (id.startsWith('RNA-') ? await em.findOne(Organisation, { rna: id.slice('RNA-'.length) }) : null);
  return found?.mergedInto ? em.findOneOrFail(Organisation, { id: found.mergedInto }) : found;
}

/** The same, for something new that happens with it on a day. Refuses `NOT_FOUND`, `ORGANISATION_CLOSED`. */
export async function openOrganisation(
  em: EntityManager,
  id: string,
  on: string,
  field: string,
): Promise<Organisation> {
  const organisation = await existingOrganisation(em, id, field);
  refuse(whyClosed(organisation, on, field));
  return organisation;
}

/** `ORGANISATION_CLOSED`: it was no more on that day. */
export function whyClosed(
  { closedOn }: Pick<Organisation, 'closedOn'>,
  on: string,
  field: string,
): Refusal<'ORGANISATION_CLOSED'> | null {
  if (closedOn === null || on <= closedOn) return null;
  return new Refusal('ORGANISATION_CLOSED', field, {
    en: `It closed on ${closedOn}; name the organisation that took over, or a day until then.`,
    fr: `Il a fermé le ${closedOn} ; désignez l'organisme qui a pris la suite, ou un jour jusque-là.`,
  });
}
