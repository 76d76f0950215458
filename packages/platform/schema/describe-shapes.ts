import {
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/**
 * Describes the shapes that every service has alike (payloads, inputs, connections, ids), so that a service describes
 * only what is its own. What has a description keeps it.
 */
export function describeShapes(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    type.description ??= ofType(type);
    if (isInputObjectType(type)) continue;
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      field.description ??= ofField(type.name, field);
      for (const argument of field.args) argument.description ??= ofArgument(argument);
    }
  }
  return schema;
}

const verbOf = (name: string): string => `${name[0]!.toLowerCase()}${name.slice(1)}`;

function ofType({ name }: GraphQLNamedType): string | undefined {
  if (name.endsWith('Payload'))
    return `What \`${verbOf(name.slice(0, -'Payload'.length))}\` did, or why it did nothing.`;
  if (name.endsWith('Input')) return `What \`${verbOf(name.slice(0, -'Input'.length))}\` is told.`;
  if (name.endsWith('Connection'))
    return `A page of a list: Relay's connection of \`${name.slice(0, -'Connection'.length)}\`.`;
  if (name.endsWith('Edge')) return `One \`${name.slice(0, -'Edge'.length)}\` of a page.`;
  return TYPES[name];
}

/** What several services speak of, in its owner's words. */
const TYPES: Record<string, string> = {
  Computer: 'A machine of the association, from its announcement to its last day.',
  Organisation: 'A donor, funder, prescriber or borrower: never a person.',
  Programme: 'A public programme that associations work in, such as *ordi solidaire Bretagne*.',
  Territory: 'A territory of France, present or former, from the official code list (INSEE COG).',
};

const FIELDS: Record<string, string> = {
  code: 'Its official code, with its level in front: `COM-56121`.',
  id: 'Unique in the network, and the same for ever.',
  edges: 'The nodes of the page, each with its cursor.',
  node: 'What the list is of.',
  cursor: 'Pass it as `after` to read on from here.',
  pageInfo: 'Whether there is more, and where.',
  userErrors: 'Why it was refused; empty when it was done.',
};

function ofField(type: string, { name }: GraphQLField<unknown, unknown>): string | undefined {
  if (type.endsWith('Payload') && name !== 'userErrors') return 'As it is now; null when it was refused.';
  return FIELDS[name];
}

const ARGUMENTS: Record<string, string> = {
  input: 'What is asked.',
  language: 'In which language.',
  id: 'Its id.',
  period: '`2011`, `2011-Q3`, `2011-07` or `ever`.',
};

const ofArgument = ({ name }: GraphQLArgument): string | undefined => ARGUMENTS[name];
