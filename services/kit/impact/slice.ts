import { createHash } from 'node:crypto';
import type { Period } from '../geography/period.ts';

/** The version of the meaning of slices; a hub refuses what it does not know yet, and is sent it again later. */
export const CONTRACT = 1;

/** "All programmes": a fact without a programme of its own, and every total. */
export const ALL_PROGRAMMES = '*';

/** One published number. */
export interface Fact {
  /** A commune, department or region, or the rest of one of the last two: "DEP-56~other". */
  territory: string;
  measure: string;
  /** A programme's id, or "*". */
  programme: string;
  /** The organisation itself, in SET measures; else "". */
  member: string;
  /** Null: there is something here, and it is hidden. */
  value: number | null;
  /** How many people a told figure on people rests on; known to the association alone, and never sent. */
  people?: number | null;
}

/** A fact with the period whose slice it belongs to. */
export interface DatedFact extends Fact {
  period: Period;
}

/** Everything one association says about one period: replaced whole, never patched. */
export interface Slice {
  association: string;
  period: Period;
  revision: number;
  /** sha-256 of the facts in canonical form, hexadecimal. */
  digest: string;
  contract: number;
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
