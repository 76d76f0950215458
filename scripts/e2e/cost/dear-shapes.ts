/** A kind of document that asks for much, and for more the larger its size. */
export interface Shape {
  title: string;
  /** The document of a size, from 1 on. */
  document(size: number): string;
  variables?: Record<string, unknown>;
}

/** The last full year, for which everything has been told. */
export const YEAR = '2025';

const LEAVES = ['value', 'atLeast', 'atMost', 'status', 'reason', 'unit', 'measure { name }', 'measure { definition }'];
const FIGURES = [
  'familiesEquipped computersRefurbished supportHours funding loansActive sessionsHeld',
  'computersCollected peopleTrained servicesDelivered renewalRate reuseMonths visasIssued',
  'refurbishingYield learnerHours loansOverdue organisationsEquipped co2Avoided jobOutcomes',
].flatMap((line) => line.split(' '));
/** What rests on the figures of several services. */
const COMPOSITES = ['costPerFamily', 'standardCost'];

/** So many selections of figures, leaf by leaf: another figure after each few leaves, another alias after all figures. */
function figures(size: number, { names = FIGURES, leaves = 2 } = {}): string {
  return times(Math.ceil(size / leaves), (i) => {
    const [name, round] = [names[i % names.length]!, Math.floor(i / names.length)];
    const count = Math.min(leaves, size - i * leaves);
    return `${round > 0 ? `f${round}_${name}: ` : ''}${name} { ${LEAVES.slice(0, count).join(' ')} }`;
  });
}

function times(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join(' ');
}

/** So many times one in another. */
const nested = (depth: number, names: readonly string[], innermost: string): string =>
  depth === 0 ? innermost : `${names[0]} { ${nested(depth - 1, [...names.slice(1), names[0]!], innermost)} }`;

const ask = (place: string, inside: string, period = YEAR): string =>
  `{ impact(territory: "${place}", period: "${period}") { ${inside} } }`;

/** The figures of whatever stands at a place, one more the larger the size. */
const figuresOf = (title: string, write: (inside: string) => string, kind?: Parameters<typeof figures>[1]): Shape => ({
  title,
  document: (size) => write(figures(size, kind)),
});

/** Leaves of figures at one place before their names come again. */
const EACH = 2 * FIGURES.length;
const COMPOSED = { names: COMPOSITES, leaves: 1 };
const EVERYTHING_OF_AN_ORGANISATION = `id name kind siret rna closedOn commune { code name }
  familiesServed(period: "ever") { value } computersGiven(period: "ever") { value }`;

/** The documents that cost most for their length, each of its own kind. */
export const DEAR_SHAPES: readonly Shape[] = [
  figuresOf('departments by month', (inside) =>
    ask('FR', `byTerritory(level: DEPARTMENT) { over(by: MONTH) { ${inside} } }`),
  ),
  figuresOf('months by department', (inside) =>
    ask('FR', `over(by: MONTH) { byTerritory(level: DEPARTMENT) { ${inside} } }`),
  ),
  figuresOf('the communes of the largest department', (inside) =>
    ask('DEP-62', `byTerritory(level: COMMUNE) { ${inside} }`),
  ),
  figuresOf('the EPCI of France', (inside) => ask('FR', `byTerritory(level: EPCI) { ${inside} }`)),
  figuresOf('a region by EPCI and quarter, with names', (inside) =>
    ask('REG-53', `byTerritory(level: EPCI) { territory { name } over(by: QUARTER) { period ${inside} } }`),
  ),
  figuresOf('regions by year, over all of time', (inside) =>
    ask('FR', `byTerritory(level: REGION) { over(by: YEAR) { ${inside} } }`, 'ever'),
  ),
  figuresOf('months of all of time', (inside) => ask('FR', `over(by: MONTH) { ${inside} }`, 'ever')),
  figuresOf('associations by month', (inside) =>
    ask('FR', `byAssociation { association { name } over(by: MONTH) { ${inside} } }`),
  ),
  figuresOf('associations by department', (inside) =>
    ask('REG-53', `byTerritory(level: DEPARTMENT) { byAssociation { ${inside} } }`),
  ),
  figuresOf('associations by year', (inside) => ask('FR', `over(by: YEAR) { byAssociation { ${inside} } }`, 'ever')),
  figuresOf('other places by month', (inside) =>
    ask('FR', `over(by: QUARTER) { otherPlaces(level: COMMUNE) { ${inside} } }`),
  ),
  figuresOf(
    'composites of departments',
    (inside) => ask('FR', `byTerritory(level: DEPARTMENT) { ${inside} }`),
    COMPOSED,
  ),
  figuresOf('composites by month', (inside) => ask('FR', `over(by: MONTH) { ${inside} }`, 'ever'), COMPOSED),
  figuresOf('composites of associations', (inside) => ask('FR', `byAssociation { ${inside} }`, 'ever'), COMPOSED),
  figuresOf(
    'one figure by department and month',
    (inside) => ask('FR', `byTerritory(level: DEPARTMENT) { over(by: MONTH) { ${inside} } }`),
    { names: ['familiesEquipped'], leaves: 8 },
  ),
  {
    title: 'who has reported, quarter by quarter',
    document: (size) =>
      ask(
        'FR',
        `over(by: QUARTER) { ${times(size, (i) => `c${i}: completeness { late { name } associations { association { name seat { name } } asOf peopleAsOf isLate } }`)} }`,
      ),
  },
  {
    title: 'organisations that are strengthened, in each department',
    document: (size) =>
      ask('FR', `byTerritory(level: DEPARTMENT) { ${times(size, (i) => `s${i}: structuresStrengthened { value }`)} }`),
  },
  {
    title: 'organisations that are strengthened, in many periods',
    document: (size) =>
      `{ ${times(size, (i) => `s${i}: impact(period: "${2021 + (i % 5)}") { structuresStrengthened { value } }`)} }`,
  },
  {
    title: 'who is late, in many regions',
    document: (size) =>
      `{ ${times(size, (i) => `c${i}: impact(territory: "REG-53", period: "${2021 + (i % 5)}") { completeness { expected late { name } } }`)} }`,
  },
  {
    title: 'many places under other names, with many figures',
    document: (size) =>
      `{ ${times(Math.ceil(size / EACH), (i) => `a${i}: impact(territory: "DEP-${String(11 + (i % 8))}", period: "${2021 + (i % 5)}") { ${figures(Math.min(EACH, size - EACH * i))} }`)} }`,
  },
  {
    title: 'the composites of many places under other names',
    document: (size) =>
      `{ ${times(size, (i) => `a${i}: impact(territory: "DEP-${String(11 + (i % 8))}", period: "${2021 + (i % 5)}") { costPerFamily { value } structuresStrengthened { value } }`)} }`,
  },
  {
    title: 'a fragment of fragments',
    document: (size) =>
      `{ impact(period: "${YEAR}") { ${times(size, (i) => `...F${i}`)} over(by: MONTH) { ${times(size, (i) => `...F${i}`)} } } } ${times(size, (i) => `fragment F${i} on Impact { ${figures(3 + i)} }`)}`,
  },
  {
    title: 'impact in territory in impact',
    document: (size) =>
      `{ ${times(size, (i) => `a${i}: impact(period: "${YEAR}") { ${nested(14, ['territory', 'impact(period: "2025")'], 'id')} }`)} }`,
  },
  {
    title: 'each association with its figures',
    document: (size) =>
      `{ associations(first: 100) { nodes { name covers { name } impact(period: "${YEAR}") { ${figures(size)} } } } }`,
  },
  {
    title: 'each association with its months',
    document: (size) =>
      `{ associations(first: 100) { nodes { impact(period: "${YEAR}") { over(by: MONTH) { ${figures(size)} } } } } }`,
  },
  {
    title: 'each territory of a page with what surrounds it',
    document: (size) =>
      `{ territories(level: COMMUNE, first: 100) { nodes { name ${times(size, (i) => `t${i}: ancestors { name population }`)} } } }`,
  },
  {
    title: 'what became of what a commune was made of, again and again',
    document: (size) => `{ territory(code: "COM-14371") { ${nested(size, ['predecessors', 'successors'], 'name')} } }`,
  },
  {
    title: 'the EPCI of France by name',
    document: (size) =>
      `{ territory(code: "FR") { children(level: EPCI) { ${times(size, (i) => `n${i}: name(on: "20${10 + i}-01-01")`)} } } }`,
  },
  {
    title: 'the communes of every department of a region',
    document: (size) =>
      `{ territory(code: "REG-53") { children(level: DEPARTMENT) { children(level: COMMUNE) { ${times(size, (i) => `n${i}: name`)} parent { name } } } } }`,
  },
  {
    title: 'pages of organisations with all that anybody may know',
    document: (size) =>
      `{ ${times(size, (i) => `o${i}: organisations(first: 100) { nodes { ${EVERYTHING_OF_AN_ORGANISATION} } }`)} }`,
  },
  {
    title: 'what nobody may know of each organisation',
    document: (size) => `{ organisations(first: 100) { nodes { ${times(size, (i) => `h${i}: history { verb }`)} } } }`,
  },
  {
    title: 'what nobody may know of each association',
    document: (size) => `{ associations(first: 100) { nodes { ${times(size, (i) => `h${i}: installs { id }`)} } } }`,
  },
  {
    title: 'lists of each organisation that nobody may read',
    document: (size) =>
      `{ organisations(first: 100) { nodes { ${times(size, (i) => `l${i}: loans(first: 1) { nodes { id } }`)} } } }`,
  },
  {
    title: 'questions that cannot be read',
    document: (size) => `{ ${times(size, (i) => `a${i}: impact(territory: "COM-99999", period: "${YEAR}") { id }`)} }`,
  },
  {
    title: 'the size of the network under many names',
    document: (size) => `{ ${times(size, (i) => `n${i}: network { associations programmes since }`)} }`,
  },
  {
    title: 'the catalogue of figures under many names',
    document: (size) => `{ ${times(size, (i) => `m${i}: measures { name label unit kind definition since source }`)} }`,
  },
  {
    title: 'a text as long as a request may be, searched for again and again',
    document: (size) =>
      `query ($text: String!) { ${times(size, (i) => `o${i}: organisations(search: $text, first: 100) { nodes { id name } }`)} }`,
    variables: { text: 'é'.repeat(45_000) },
  },
  {
    title: 'an id as long as a request may be',
    document: (size) =>
      `query ($text: ID!) { ${times(size, (i) => `a${i}: impact(association: $text, period: "${YEAR}") { over(by: MONTH) { id } }`)} }`,
    variables: { text: 'x'.repeat(90_000) },
  },
  {
    title: 'figures of one place as a file',
    document: (size) =>
      `{ ${times(size, (i) => `f${i}: impact(territory: "DEP-56", period: "${2021 + (i % 5)}") { file(format: CSV) { content } }`)} }`,
  },
  {
    title: 'figures by year as a file',
    document: (size) =>
      `{ ${times(size, (i) => `f${i}: impact(territory: "REG-53", period: "ever") { file(format: CSV, parts: BY_YEAR) { content } }`)} }`,
  },
  {
    title: 'corrections of sealed years under many names',
    document: (size) =>
      ask(
        'FR',
        times(size, (i) => `c${i}: lendingAdjustments { number reason }`),
      ),
  },
  {
    title: 'corrections of sealed years by department',
    document: (size) =>
      ask(
        'FR',
        `byTerritory(level: DEPARTMENT) { ${times(size, (i) => ['inventory', 'lending', 'training', 'partners'].map((service) => `${service}${i}: ${service}Adjustments { reason measures }`).join(' '))} }`,
      ),
  },
  {
    title: 'the whole schema under many names',
    document: (size) =>
      `{ ${times(size, (i) => `s${i}: __schema { types { name description fields { name description args { name } type { name kind } } } }`)} }`,
  },
  {
    title: 'the fields of the fields of the schema',
    document: (size) =>
      `{ __schema { types { fields { ${times(size, (i) => `t${i}: type { name fields { name } }`)} } } } }`,
  },
  {
    title: 'the fields of the type that has most',
    document: (size) =>
      `{ ${times(size, (i) => `t${i}: __type(name: "Mutation") { fields { name description type { name fields { name description type { name kind ofType { name } } } } args { name type { name ofType { name inputFields { name } } } } } }`)} }`,
  },
  {
    title: 'the fields of figures, again and again',
    document: (size) =>
      `{ ${times(size, (i) => `t${i}: __type(name: "Impact") { fields { type { ofType { ofType { ofType { fields { name description args { name } type { name ofType { name ofType { name } } } } } } } } } }`)} }`,
  },
];
