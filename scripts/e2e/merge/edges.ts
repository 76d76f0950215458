import {
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

const ORGANISATION = 'Organisation';
/** What wraps a list or an answer: what it is of is an edge of whatever leads to it. */
const WRAPPER = /(Connection|Edge|Payload)$/;

/** Each field by which something leads to an organisation: `Donation.donor`. */
export function leadingTo(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !isOutside(type),
  );
  return types
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => getNamedType(field.type).name === ORGANISATION)
    .map(({ type, field }) => `${type.name}.${field.name}`)
    .toSorted();
}

const isOutside = ({ name }: GraphQLObjectType): boolean =>
  WRAPPER.test(name) || name.startsWith('_') || ['Query', 'Mutation', 'Subscription'].includes(name);

/** Each field of an organisation, with how it is asked for everything that it holds. */
export function leadingFrom(schema: GraphQLSchema): Record<string, string> {
  const fields = Object.values((schema.getType(ORGANISATION) as GraphQLObjectType).getFields());
  return Object.fromEntries(
    fields.map((field) => {
      const type = getNamedType(field.type);
      const values: Record<string, string> = { first: '100', period: '"ever"' };
      const given = field.args.filter(({ name }) => name in values).map(({ name }) => `${name}: ${values[name]}`);
      const args = given.length > 0 ? `(${given.join(', ')})` : '';
      return [field.name, `${field.name}${args} ${isObjectType(type) ? selectionOf(type) : ''}`];
    }),
  );
}

function selectionOf(type: GraphQLObjectType): string {
  if (type.name.endsWith('Connection')) return '{ nodes { id } }';
  const leaves = Object.values(type.getFields()).filter(
    ({ type: own, args }) => isLeafType(getNamedType(own)) && args.every((arg) => !isNonNullType(arg.type)),
  );
  return `{ ${leaves.map(({ name }) => name).join(' ')} }`;
}
