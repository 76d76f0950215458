/** How a donor is called of whom nothing but its id came with its machines, until somebody corrects the name. */
export const unknownDonor = (association: string): string => `Donateur non connu, machines reçues de ${association}`;

/** The number that an id is made of. */
export function numbersOfId(id: string): { siret?: string; rna?: string } {
  if (id.startsWith('SIRET-')) return { siret: id.slice('SIRET-'.length) };
  return id.startsWith('RNA-') ? { rna: id.slice('RNA-'.length) } : {};
}
