import fc from 'fast-check';
import {
  getNamedType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Draws one of some things, a number, or true: whatever draws decides, and may be repeated. */
interface Draw {
  of<T>(things: readonly T[]): T;
  upTo(most: number): number;
}

const PLACES = ['FR', 'REG-53', 'DEP-56', 'DEP-62', 'EPCI-200042174', 'COM-56121', 'COM-14371'];
const PERIODS = ['ever', '2025', '2025-Q3', '2025-06', '2011'];
const DAYS = ['2025-01-01', '2011-12-31'];
const TEXTS = ['a', 'Organisation', 'simulated-0001', 'Impact', 'Mutation'];
/** What is asked most, since it leads furthest; any other root comes in one of six. */
const USUAL_ROOTS = [
  'impact',
  'impact',
  'impact',
  'territory',
  'territories',
  'associations',
  'organisations',
  'programmes',
  'measures',
  '__schema',
  '__type',
];
/** Types that anybody may read; a field that leads elsewhere is a refusal, and drawn in one of ten. */
const PUBLIC =
  /^(Impact|Figure|Measure|Territory|Association|Organisation|Programme|Completeness|Reporting|Network|Place|Adjustment|PageInfo|AssociationCoverage|(Territory|Association|Organisation|Programme|Place)(Connection|Edge)|__.*)$/;
/** What multiplies. Twice along one path most of it is refused as not narrower. */
const MULTIPLIES =
  /^(byTerritory|over|byAssociation|byProgramme|otherPlaces|children|predecessors|ancestors|associations|types|fields)$/;
/** Of the schema's description, how many lists may stand in one another. */
const LISTS_OF_SCHEMA = /^(fields|interfaces|possibleTypes|inputFields)$/;
/** Arguments that seldom name anything. */
const SELDOM = /^(association|programme|after|role|search)$/;
const DEEPEST = 12;
const MOST_FIELDS = 5;
const LARGEST = 150;

/**
 * Documents that fit a schema, drawn from all that it has: fields, arguments, aliases, pages, and lists in lists. Most are small, as
 * people's are; some are far more than anybody may ask.
 */
export const aDocument = (schema: GraphQLSchema): fc.Arbitrary<string> =>
  fc
    .noBias(fc.array(fc.nat(9_999), { minLength: 600, maxLength: 600 }))
    .map((numbers) => new Writer(schema, drawFrom(numbers)).document());

/** Draws from a list of numbers, again from its beginning when it ends. */
function drawFrom(numbers: readonly number[]): Draw {
  let at = 0;
  const next = (): number => numbers[at++ % numbers.length]!;
  return { of: (things) => things[next() % things.length]!, upTo: (most) => next() % (most + 1) };
}

class Writer {
  private readonly schema: GraphQLSchema;
  private readonly draw: Draw;
  private left = LARGEST;
  private readonly deepest: number;

  constructor(schema: GraphQLSchema, draw: Draw) {
    this.schema = schema;
    this.draw = draw;
    this.deepest = 2 + draw.upTo(DEEPEST - 2);
  }

  document(): string {
    const roots = Array.from({ length: 1 + this.draw.upTo(2) }, () => this.root());
    return `{ ${sideBySide(roots)} }`;
  }

  private root(): string {
    const fields = this.schema.getQueryType()!.getFields();
    const name = this.draw.upTo(5) > 0 ? this.draw.of(USUAL_ROOTS) : this.draw.of(Object.keys(fields));
    const field = { __schema: SchemaMetaFieldDef, __type: TypeMetaFieldDef }[name] ?? fields[name]!;
    return this.field(field, []);
  }

  private field(field: AnyField, path: readonly string[]): string {
    this.left -= 1;
    const args = field.args.filter((arg) => isRequired(arg) || this.draw.upTo(SELDOM.test(arg.name) ? 19 : 3) === 0);
    const given = args.map((arg) => `${arg.name}: ${this.value(arg)}`).join(', ');
    const type = getNamedType(field.type);
    const inside = isObjectType(type) || isInterfaceType(type) ? this.selection(type, [...path, field.name]) : '';
    return `${field.name}${given && `(${given})`}${inside && ` { ${inside} }`}`;
  }

  private selection(type: GraphQLObjectType | GraphQLInterfaceType, path: readonly string[]): string {
    const fields = Object.values(type.getFields()).filter((field) => this.mayStand(field, path));
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const known = fields.filter(({ type: to }) => isLeafType(getNamedType(to)) || PUBLIC.test(getNamedType(to).name));
    const far = known.filter(({ name }) => MULTIPLIES.test(name) || name === 'nodes');
    const isLast = path.length >= this.deepest || this.left <= 0;
    const chosen = Array.from({ length: 1 + this.draw.upTo(MOST_FIELDS - 1) }, (_, i) => {
      if (isLast) return leaves.length > 0 ? this.field(this.draw.of(leaves), path) : '__typename';
      const among = i === 0 && far.length > 0 ? far : this.draw.upTo(9) === 0 ? fields : known;
      return this.field(this.draw.of(among), path);
    });
    return sideBySide(chosen);
  }

  private mayStand({ name }: AnyField, path: readonly string[]): boolean {
    if (LISTS_OF_SCHEMA.test(name)) return path.filter((one) => LISTS_OF_SCHEMA.test(one)).length < 2;
    return !(MULTIPLIES.test(name) && path.includes(name) && this.draw.upTo(5) > 0);
  }

  private value({ name, type }: GraphQLArgument): string {
    const named = getNamedType(type);
    if (isEnumType(named)) return this.draw.of(named.getValues()).name;
    if (named.name === 'Boolean') return this.draw.of(['true', 'false']);
    if (named.name === 'Int') return String(1 + this.draw.upTo(99));
    if (/^(territory|code|within|commune)$/.test(name)) return JSON.stringify(this.draw.of(PLACES));
    const texts = { Period: PERIODS, LocalDate: DAYS }[named.name] ?? TEXTS;
    return JSON.stringify(this.draw.of(texts));
  }
}

type AnyField = GraphQLField<unknown, unknown>;

const isRequired = ({ type, defaultValue }: GraphQLArgument): boolean =>
  isNonNullType(type) && defaultValue === undefined;

/** Selections of one place, the second of a name under another. */
function sideBySide(selections: readonly string[]): string {
  const names = new Set<string>();
  const placed = selections.map((selection, i) => {
    const name = /^\w+/.exec(selection)![0];
    const isTaken = names.has(name);
    names.add(name);
    return isTaken ? `again${i}: ${selection}` : selection;
  });
  return placed.join(' ');
}
