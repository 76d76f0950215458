/** SIREN of La Poste, whose 14-digit SIRETs are the known exception to the Luhn key. */
const LA_POSTE = '356000000';

/**
 * Whether a text of 14 digits is a SIRET: both it and its SIREN (the first nine digits) carry a Luhn key.
 * La Poste's establishments may instead have digits that add up to a multiple of five (INSEE, "Sirene" documentation).
 */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false;
  const siren = text.slice(0, 9);
  if (siren === LA_POSTE && digitsOf(text).reduce((sum, digit) => sum + digit, 0) % 5 === 0) return true;
  return hasLuhnKey(siren) && hasLuhnKey(text);
}

/** Whether the last digit of a number is its Luhn key (ISO/IEC 7812-1, annex B). */
function hasLuhnKey(text: string): boolean {
  const fromTheRight = digitsOf(text).toReversed();
  const sum = fromTheRight.reduce((total, digit, index) => total + (index % 2 === 0 ? digit : doubled(digit)), 0);
  return sum % 10 === 0;
}

const doubled = (digit: number): number => (digit < 5 ? digit * 2 : digit * 2 - 9);
const digitsOf = (text: string): number[] => Array.from(text, Number);
