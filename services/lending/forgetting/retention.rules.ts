/**
 * How long people are kept after the last contact unless the association says less: what the CNIL recommends for social
 * support (« référentiel relatif aux traitements mis en œuvre dans le cadre de l'accueil, l'hébergement et l'accompagnement
 * social et médico-social »), and what the loan agreement promises.
 */
export const LONGEST_MONTHS = 24;

/** What training knows of the last contact with somebody. */
export interface ContactElsewhere {
  personId: string;
  lastOn: string;
  isOpen: boolean;
}

/** Those of some people with whom training has had nothing to do since a day, and has nothing to do still. */
export function outOfContact(
  people: readonly string[],
  contacts: readonly ContactElsewhere[],
  before: string,
): string[] {
  const byPerson = new Map(contacts.map((contact) => [contact.personId, contact]));
  return people.filter((id) => {
    const contact = byPerson.get(id);
    return !contact || (!contact.isOpen && contact.lastOn < before);
  });
}
