/** What the code on a machine says: the same for ever, wherever the machine goes. */
export const codeOf = (association: string, computerId: string): string =>
  `urn:passerelle:${association}:${computerId}`;

/** The id of the machine that a scanned code names, whichever association printed it; null when it is no such code. */
export function computerIdOf(code: string): string | null {
  return /^urn:passerelle:[a-z0-9-]+:(computer_[0-9a-z]{26})$/i.exec(code.trim())?.[1]?.toLowerCase() ?? null;
}
