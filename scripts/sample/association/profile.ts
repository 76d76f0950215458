/** What one association of the sample is like; everything entered for it is worked out from this. */
export interface Profile {
  /** Its slug in the network. */
  id: string;
  name: string;
  isSample: boolean;
  /** `COM-56121`: the commune of its workshop. */
  seat: string;
  /** Codes of the territories it works in. */
  covers: readonly string[];
  /** Families equipped in 2011, by commune. */
  families2011: readonly (readonly [commune: string, families: number])[];
  starts: LoanStarts;
  /** The machines it is given. */
  lots: readonly Lot[];
  /** The donor whose machines go to families in the numbers the sheet gives, and how many start with them each year. */
  followedDonor: { donor: string; starts: Record<SampleYear, number> } | null;
  /** Machines that come back in 2010, are erased and refurbished again, and lent again in 2011. */
  lentAgain: number;
  /** Loans whose machine is exchanged, and loans whose machine is repaired. */
  swaps: number;
  repairs: number;
  /** Requests that are not granted. */
  refusals: number;
  /** Sessions of individual support for each family in each year, of two hours and a half. */
  supportSessions: number;
  /** Visas of 2011. */
  visas: number;
  funders: readonly Funder[];
  /** Other organisations it has an agreement with, without money. */
  partners: readonly Partner[];
  /** Towns it has an agreement with. */
  towns: readonly string[];
  structures: StructureCounts;
  places: readonly PlaceOf[];
  /** Collective sessions of a year at each place. */
  collectiveSessions: Record<SupportYear, number>;
}

export type SampleYear = 2009 | 2010 | 2011;
export type SupportYear = 2010 | 2011;

/**
 * First loans by year, and how many of those of the year before are renewed. Families equipped in 2010 are all of 2009
 * and 2010, those of 2011 the renewed of 2009, all of 2010 and all of 2011.
 */
export interface LoanStarts {
  in2009: number;
  renewedFrom2009: number;
  in2010: number;
  renewedFrom2010: number;
  in2011: number;
}

export interface Lot {
  donor: string;
  offeredOn: string;
  /** Machines that become READY, are taken apart for parts, and go to the recycler. */
  ready: number;
  dismantled: number;
  recycled: number;
}

export interface Funder {
  name: string;
  kind: string;
  commune: string;
  /** Whole euros over the year 2011, in two instalments. */
  euros: number;
  programme: string;
}

export interface Partner {
  name: string;
  kind: string;
  commune: string;
  title: string;
  roles: readonly string[];
}

/** How many structures are helped, each in one way or several; see `plan-structures.ts`. */
export interface StructureCounts {
  lentTo: number;
  machinesEach: number;
  sessionsFrom: number;
  sessionsTo: number;
  sitesFrom: number;
  sitesTo: number;
  /** The further structures of 2011. */
  sites2011: number;
}

export interface PlaceOf {
  key: string;
  name: string;
  kind: string;
  commune: string;
  accessibility: readonly string[];
}
