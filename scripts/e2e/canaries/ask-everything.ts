import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import type { GraphQLClient } from 'graphql-request';

const DEPTH = 2;

/** What a question is asked about: what stands in an argument of that name. */
export type Subject = Record<string, unknown>;

/** What was asked, and what came back: data, refusals and errors, as text. */
export interface Asked {
  question: string;
  answer: string;
}

/**
 * Asks every query of a service for everything it can answer, and every entity by its id.
 */
export async function askEverything(
  api: GraphQLClient,
  subjects: readonly Subject[],
  ids: readonly string[],
): Promise<Asked[]> {
  const schema = buildClientSchema(await api.request<IntrospectionQuery>(getIntrospectionQuery()));
  const fields = Object.values(schema.getQueryType()!.getFields()).filter(({ name }) => !name.startsWith('_'));
  const questions = fields.flatMap(({ name, type, args }) =>
    // Who asks for nothing by its id gets the same answer whatever the subject.
    subjects.slice(0, args.some((arg) => /^(id|search)$/.test(arg.name)) ? subjects.length : 1).map((subject) => {
      const given = args.filter((arg) => isNonNullType(arg.type) || arg.name in subject);
      const values = given.map((arg) => `${arg.name}: ${valueOf(arg.type, subject[arg.name])}`);
      return `{ ${name}${values.length > 0 ? `(${values.join(', ')})` : ''} ${selection(getNamedType(type), DEPTH)} }`;
    }),
  );
  return Promise.all(
    [...new Set([...questions, ...entityQuestions(schema, ids)])].map((question) => ask(api, question)),
  );
}

function entityQuestions(schema: GraphQLSchema, ids: readonly string[]): string[] {
  const union = schema.getType('_Entity');
  const entities = union && 'getTypes' in union ? union.getTypes() : [];
  return entities
    .filter((entity) => 'id' in entity.getFields())
    .map((entity) => {
      const all = ids.map((id) => `{ __typename: "${entity.name}", id: "${id}" }`);
      return `{ _entities(representations: [${all.join(', ')}]) { ... on ${entity.name} ${selection(entity, DEPTH)} } }`;
    });
}

async function ask(api: GraphQLClient, question: string): Promise<Asked> {
  const { data, errors } = await api
    .rawRequest(question)
    .catch((error: unknown) => ({ data: null, errors: String(error) }));
  return { question, answer: JSON.stringify({ data, errors }) };
}

/** Everything of a type that needs no argument, so deep. */
function selection(type: unknown, depth: number): string {
  if (!isObjectType(type)) return isLeafType(type) ? '' : '{ __typename }';
  const fields = Object.values(type.getFields())
    .filter(({ args }) => !args.some((arg) => isNonNullType(arg.type)))
    .flatMap((field) => {
      const named = getNamedType(field.type);
      if (isLeafType(named)) return field.name;
      return depth === 0 || !isObjectType(named) ? [] : `${field.name} ${selection(named, depth - 1)}`;
    });
  return `{ __typename ${fields.join(' ')} }`;
}

function valueOf(type: GraphQLInputType, given: unknown): string {
  if (isNonNullType(type)) return valueOf(type.ofType, given);
  if (isListType(type)) return `[${valueOf(type.ofType, Array.isArray(given) ? given[0] : given)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${required.map((field) => `${field.name}: ${valueOf(field.type, given)}`).join(', ')} }`;
  }
  if (type.name === 'Int' || type.name === 'Float') return '20';
  if (type.name === 'Boolean') return 'true';
  if (type.name === 'Period') return '"2011"';
  if (type.name === 'LocalDate' || type.name === 'Date') return '"2011-02-10"';
  return JSON.stringify(given ?? 'COM-56121');
}
