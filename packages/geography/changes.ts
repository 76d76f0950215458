import before2021 from './tables/changes-before-2021.json' with { type: 'json' };
import since2021 from './tables/changes-since-2021.json' with { type: 'json' };

/** A stretch in which a commune bore one name; `to` null while it lasts, `from` null when it began before these sources. */
export interface CommuneLine {
  code: string;
  from: string | null;
  to: string | null;
  name: string;
  /** What its land became on the day `to`; its own code when it lived on. */
  successors: readonly string[];
}

/** Communes that were in an EPCI until a day. */
export interface MembershipLine {
  from: string | null;
  to: string;
  epci: string;
  communes: readonly string[];
}

/** The name an EPCI bore until a day. */
export interface EpciNameLine {
  epci: string;
  to: string;
  name: string;
}

/** What changed on the map, as one of the tables tells it. */
export interface Changes {
  communes: readonly CommuneLine[];
  memberships: readonly MembershipLine[];
  epciNames: readonly EpciNameLine[];
}

/** What the present code list no longer tells: from 2000 to 2021, and since; made by `npm run geography`. */
export const CHANGES: readonly Changes[] = [before2021, since2021];
