/** Everything that a run leaves to chance, drawn from one number: the same seed gives the same run. */
export interface Random {
  /** From 0 up to, and without, 1. */
  fraction(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One of several, each as often as its weight says. */
  weighted<T>(from: readonly (readonly [weight: number, one: T])[]): T;
  shuffled<T>(from: readonly T[]): T[];
}

/** Mulberry32: thirty-two bits of state, and every bit of the seed counts. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(fraction() * (most - least + 1));
  const pick = <T>(from: readonly T[]): T => from[whole(0, from.length - 1)]!;
  const weighted = <T>(from: readonly (readonly [number, T])[]): T => {
    let left = fraction() * from.reduce((sum, [weight]) => sum + weight, 0);
    return (from.find(([weight]) => (left -= weight) < 0) ?? from.at(-1)!)[1];
  };
  const shuffled = <T>(from: readonly T[]): T[] => {
    const rest = [...from];
    return from.map(() => rest.splice(whole(0, rest.length - 1), 1)[0]!);
  };
  return { fraction, whole, pick, weighted, shuffled, chance: (probability) => fraction() < probability };
}
