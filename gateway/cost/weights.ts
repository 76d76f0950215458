/**
 * What fields cost, in points: one point is about five microseconds of a processor, PostgreSQL's part included, on the machine of
 * docs/benchmarks.md.
 */
export const POINT_MS = 0.005;

/** What one request may cost. */
export const BUDGETS = {
  /** 200 ms. */
  anybody: 40_000,
  /** 15 s, half of what a request may take: every figure of the largest department, by commune, as a file. */
  account: 3_000_000,
} as const;

/** A request that asks for nothing: to be read, checked, planned, signed for and answered. */
export const REQUEST = 500;

/** Each field as it is written, once: the plan of a new document is made from them. */
export const PLANNED = { leaf: 10, object: 70 } as const;
/**
 * The same, by type, of what is fetched apart wherever it is written, however little comes of it: in statements and over connections of its
 * own, of completeness from four services.
 */
export const FETCHED: Readonly<Record<string, number>> = { Figure: 100, Completeness: 2_500 };

/** What is answered by itself: read, joined, checked, written down. */
export const LEAF = 1.5;
export const OBJECT = 2;
/** More for a leaf that is worked out from an argument, which is read anew each time. */
export const WORKED_OUT = 4;
/** What is answered of the schema's own description: read in memory, and at one go. */
export const INTROSPECTED = 0.9;
/** A field at the root, or a list with pages: a statement of its own. */
export const STATEMENT = 100;

/** Objects that take more than others. */
export const OBJECTS: Readonly<Record<string, number>> = {
  /** A scope: its id is written, carried to each service that tells a figure of it, and read back there. */
  Impact: 14,
  /** A lookup among the rollups. */
  Figure: 9,
  Territory: 8,
};

const REFUSED = 50;

/** Fields that take more than what their type says. */
export const FIELDS: Readonly<Record<string, number>> = {
  /** Each rests on the figures of several services. */
  'Impact.standardCost': 30,
  'Impact.costPerFamily': 40,
  'Impact.structuresStrengthened': 60,
  /** Not for everybody: where it is refused, each place has an error, which costs more than most values. */
  'Organisation.computersGiven': REFUSED,
  'Organisation.familiesServed': REFUSED,
  'Organisation.loanContact': REFUSED,
  'Organisation.reuse': REFUSED,
  /** Written out: a session or two a week, for a year and what lies ahead. */
  'Place.calendar': 1_500,
};

/** For each association that there is: a row among the rollups, wherever a figure is that of all of them. */
export const ROLLUP = 0.6;
/** Figures that rest on several. */
export const LOOKUPS: Readonly<Record<string, number>> = { standardCost: 3, costPerFamily: 4 };

/** For each association that there is, whether it is expected in a scope. */
export const EXPECTED = 12;
/** The same, and what four services have heard of it. */
export const HEARD = 70;
/** For each association, the organisations it works with, united over the network. */
export const UNITED = 130;
/** For each commune that is looked through for those that lie somewhere. */
export const SEARCHED = 0.2;
/** A file: asking every service, then each part with every figure there is. */
export const FILE = 12_000;
export const FILE_PART = 3_200;

/** How long a list is taken to be where nothing says it. */
export const UNKNOWN_LIST = 10;

/** So many corrections of sealed years a service tells at most, of all that is asked for. */
export const MOST_ADJUSTMENTS = 1_000;

/** Lists that are longer, or shorter. */
export const LISTS: Readonly<Record<string, number>> = {
  'Household.people': 4,
  'Query.measures': 100,
  /** The most that any has. One in the other, again and again, they grow as powers do. */
  'Territory.ancestors': 8,
  'Territory.successors': 3,
  'Territory.predecessors': 21,
};
