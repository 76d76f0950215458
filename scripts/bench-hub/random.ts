/** Numbers that look random and are the same for the same words, whatever was drawn before. */
export interface Random {
  /** From 0, included, to 1. */
  next(): number;
  /** A whole number from one to another, both included. */
  between(least: number, most: number): number;
  /** True in that share of cases. */
  chance(share: number): boolean;
}

/** Draws that depend on nothing but the words: a run may be repeated, in any order. */
export function randomFor(...words: readonly (string | number)[]): Random {
  let state = hashOf(words.join('|'));
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
  };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  return hash;
}
