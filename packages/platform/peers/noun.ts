import type { SubgraphName } from './subgraph.ts';

/** What services name by id and another one owns, with that owner. */
export const OWNER_OF = {
  organisation: 'partners',
  programme: 'partners',
  person: 'lending',
  loan: 'lending',
} as const satisfies Record<string, SubgraphName>;

export type Noun = keyof typeof OWNER_OF;
export type Owner = (typeof OWNER_OF)[Noun];

/** An id of another service, and the days it is spoken of: what it named then is what counts. */
export interface Named {
  noun: Noun;
  id: string;
  /** The first day and the last; null when any day will do, since the thing need only have existed. */
  from: string | null;
  to: string | null;
}

/** Why an id cannot be named, in its owner's words. */
export interface WhyNotNamed {
  code: string;
  en: string;
  fr: string;
}

/** The id under which its owner keeps a thing, which differs from the one asked after a merge; or why it cannot be named. */
export type Known = { id: string; whyNot?: undefined } | { whyNot: WhyNotNamed };
