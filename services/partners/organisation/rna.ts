/**
 * Whether a text has the form of a number of the national register of associations (RNA): `W`, the department and prefecture
 * in three signs (`2A1` in Corse, `9R1` in La Réunion), then six digits. The number carries no key.
 */
export function isRna(text: string): boolean {
  return /^W\d[\dA-Z]\d{7}$/.test(text);
}
