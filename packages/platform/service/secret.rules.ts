/** Fewer are guessed; what is estimated falls short of what is drawn, since thirty-two hexadecimal digits repeat some. */
const LEAST_BITS = 100;
export const LEAST_CHARACTERS = 32;

/** Why a secret could be guessed, with how to make one that cannot; null when it could not. */
export function whyGuessable(secret: string): string | null {
  if (secret.length >= LEAST_CHARACTERS && estimatedBits(secret) >= LEAST_BITS) return null;
  return `could be guessed: draw at least ${LEAST_CHARACTERS} characters at random, as “openssl rand -hex 32” does`;
}

/** The surprise of its characters or of the steps between them, whichever is less, in what it does not merely repeat. */
function estimatedBits(secret: string): number {
  const codes = Array.from(secret.slice(0, periodOf(secret)), (character) => character.codePointAt(0)!);
  const steps = codes.slice(1).map((code, index) => code - codes[index]!);
  return codes.length * Math.min(surpriseOf(codes), surpriseOf(steps));
}

/** After how many characters it begins anew. */
function periodOf(secret: string): number {
  const periods = Array.from(secret, (_, index) => index + 1);
  return periods.find((period) => secret.startsWith(secret.slice(period))) ?? 0;
}

/** Shannon's entropy of one of these, in bits. */
function surpriseOf(all: readonly number[]): number {
  const counts = [...Map.groupBy(all, (one) => one).values()].map(({ length }) => length / all.length);
  return -counts.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
