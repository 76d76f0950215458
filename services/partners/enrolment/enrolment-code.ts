import { randomBytes } from 'node:crypto';

// Crockford's alphabet: no I, L, O or U, so that a code survives being read aloud and copied by hand.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 5;
const GROUP_SIGNS = 5;

/** A new enrolment code of 125 random bits: `7KQ2M-X0RWD-9ZTE4-HB6VN-31PGA`. */
export function newEnrolmentCode(): string {
  const signs = Array.from(randomBytes(GROUPS * GROUP_SIGNS), (byte) => SIGNS[byte % SIGNS.length]!);
  return Array.from({ length: GROUPS }, (_, group) =>
    signs.slice(group * GROUP_SIGNS, (group + 1) * GROUP_SIGNS).join(''),
  ).join('-');
}

/** The code as it was given out, from what somebody typed: case, spaces and hyphens do not count, O is 0, I and L are 1. */
export function codeAsGivenOut(typed: string): string {
  const signs = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return (signs.match(new RegExp(`.{1,${GROUP_SIGNS}}`, 'g')) ?? []).join('-');
}
