import {
  getNamedType,
  getNullableType,
  GraphQLID,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { SubgraphName } from '../peers/subgraph.ts';

/** Entities of other services that one leads to or adds to, each with its owner. */
export type Borrowed = Readonly<Record<string, SubgraphName>>;

/**
 * Makes nullable, in place, whatever another service may be needed for or may be asked beside: fields that lead to an
 * entity of another, what a service adds to such an entity, and what it answers at the root. With one service away, or one
 * reference that names nothing, the rest of an answer stands; each such field says what null means.
 */
export function allowAbsence(schema: GraphQLSchema, service: SubgraphName, borrowed: Borrowed): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) allow(type, field, service, borrowed);
  }
  return schema;
}

type Field = GraphQLField<unknown, unknown>;

function allow(type: GraphQLObjectType, field: Field, service: SubgraphName, borrowed: Borrowed): void {
  const owner = borrowed[getNamedType(field.type).name];
  const isKey = getNamedType(field.type) === GraphQLID;
  if (owner) mayBeNull(field, `when ${owner} does not answer or does not know it`);
  else if (type.name in borrowed && !isKey) mayBeNull(field, `when ${service} does not answer`);
  else if (type.name === 'Query') mayBeNull(field, `when ${service} does not answer`);
}

const NULL = 'Null with an error';

function mayBeNull(field: Field, when: string): void {
  field.type = getNullableType(field.type);
  const described = field.description ?? '';
  field.description = described.includes(NULL) ? described : `${described} ${NULL} ${when}.`.trim();
}
