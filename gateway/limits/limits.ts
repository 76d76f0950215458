/**
 * What one document may ask. The planner has no time limit of its own, so what could keep it busy is refused before.
 * Each value leaves a wide margin over the widest query of the sandbox, and stands near what others publish.
 */
export const LIMITS = {
  /** Characters of a document. GitLab: 10,000; a dashboard with every figure by territory takes about 6,000. */
  characters: 15_000,
  /** Lexical tokens. graphql-armor: 1,000, for APIs without figures; one figure with its bounds takes 7. */
  tokens: 2_500,
  /**
   * Fields nested in fields, fragments followed. A Relay connection costs three levels: from a donor to what the families
   * with its machines learned takes 17, the introspection query 15.
   */
  depth: 20,
  /** Fields under another name. graphql-armor: 15; a year by month needs 12, and compared with another 24. */
  aliases: 30,
  /** Fields at the root of the operations of a document, and of its fragments. */
  rootFields: 30,
  /** How often one field may stand in one selection, under whatever names. */
  repetitions: 26,
  /** Directives in a document (graphql-armor: 50) and on one place of it: none may be repeated, few exist. */
  directives: 50,
  directivesInOnePlace: 5,
  /** Fields once every fragment is written out: fragments that use fragments grow by powers. */
  fields: 2_000,
  /** Apollo's own bound on what its planner may expand; its default is ten million. */
  recursiveSelections: 100_000,
  /** Bytes of a request body from whoever has no account: a document at its limit, each character of it escaped. */
  anybodyBodyBytes: 100_000,
  /** The same with an account: the variables of a bulk entry besides. */
  bodyBytes: 1_000_000,
  /** The same from whoever works in an association: 10,000 machines of a wide export, in base64, take about 8 MB. Or from a hub: 50,000 facts. */
  staffBodyBytes: 10_000_000,
  /** Milliseconds until the client is told that the answer takes too long. GitLab: 30 s. */
  requestMs: 30_000,
} as const;
