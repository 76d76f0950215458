import { createHash } from 'node:crypto';
import type { Period } from '../../calendar/period.ts';
import type { Fact } from '../measures/fact.ts';

/** The version of the meaning of slices; a hub refuses what it does not know yet, and is sent it again later. */
export const CONTRACT = 2;

/** The oldest version that is still understood. */
export const OLDEST_CONTRACT = 1;

/**
 * The highest epoch and revision that anybody is believed, far more than work comes to. What is counted on from there still is
 * an integer of the database: a number that somebody made up stops no service.
 */
export const LARGEST_COUNT = 1e9;

/** Characters of the reason of an adjustment; a hub believes no longer one. */
export const LONGEST_REASON = 500;

/** Which slice of a service: `part` 0 is the period itself, 1, 2, … are adjustments of a sealed one. */
export interface SliceKey {
  association: string;
  period: Period;
  part: number;
}

/** Everything one association says about one period, replaced whole, never patched; or one adjustment of it. */
export interface Slice extends SliceKey {
  /** Rises when the instance is restored, installed anew or copied; before `revision`. */
  epoch: number;
  revision: number;
  /** sha-256 of the facts in canonical form, hexadecimal. */
  digest: string;
  contract: number;
  /** A sealed slice is never replaced. */
  sealed: boolean;
  /** Why an adjustment is made; null for the period itself. */
  reason: string | null;
  /** The installation that says so; null for what is built here, until it is sent. */
  install: string | null;
  /** By the installation's Ed25519 key, base64url; null for what is built here, until it is sent. */
  signature: string | null;
  /** Everything committed before this instant is in it. */
  asOf: Date;
  facts: Fact[];
}

const keyOf = (fact: Fact): string => [fact.measure, fact.territory, fact.programme, fact.member].join('|');

/** The facts in the order their digest is taken. */
export function inOrder(facts: readonly Fact[]): Fact[] {
  return facts
    .map((fact) => ({ fact, key: keyOf(fact) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ fact }) => fact);
}

/** The digest of a slice's facts, whatever their order. */
export function digestOf(facts: readonly Fact[]): string {
  const canonical = inOrder(facts).map(({ measure, territory, programme, member, value }) => [
    measure,
    territory,
    programme,
    member,
    value,
  ]);
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex');
}
