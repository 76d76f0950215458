import type { Fact } from '../measures/fact.ts';
import { CONTRACT, OLDEST_CONTRACT } from './slice.ts';

/** What facts of one version mean in the next: renamed, moved, or left out where the next has no such measure. */
export type Translation = (facts: readonly Fact[]) => readonly Fact[];

/** The versions of the meaning of slices that are understood here. */
export interface Contracts {
  oldest: number;
  newest: number;
  /** By the version that they translate from, each to the next. */
  steps: Readonly<Record<number, Translation>>;
}

export const CONTRACTS: Contracts = {
  oldest: OLDEST_CONTRACT,
  newest: CONTRACT,
  steps: {
    // Version 2 adds epochs, adjustments, seals and signatures; the facts mean the same.
    1: (facts) => facts,
  },
};

/**
 * Facts as they are meant here. They are kept and passed on as they were told, since they are signed, and translated
 * wherever they are counted.
 */
export function translated(facts: readonly Fact[], contract: number, { newest, steps }: Contracts): readonly Fact[] {
  let meant = facts;
  for (let version = contract; version < newest; version++) meant = steps[version]!(meant);
  return meant;
}
