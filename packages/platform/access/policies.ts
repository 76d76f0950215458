import {
  defaultFieldResolver,
  getNamedType,
  GraphQLError,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Role, Viewer } from './viewer.ts';

/** `PUBLIC`: anybody, signed in or not. A list: whoever has one of these roles. */
export type Policy = 'PUBLIC' | readonly Role[];

/**
 * Who may do what in one service: each `Query` and `Mutation` field and each entity type by name, or one of its fields as
 * `Type.field`. What is not listed does not start: a schema with an unlisted verb or entity is refused at build time.
 */
export type Policies = Record<string, Policy>;

export interface WithViewer {
  viewer: Viewer;
}

/** Throws `UNAUTHENTICATED` or `FORBIDDEN`, naming what was asked for. */
export function assertAllowed(policy: Policy, viewer: Viewer, what: string): void {
  if (policy === 'PUBLIC' || viewer.roles.some((role) => policy.includes(role))) return;
  if (viewer.subject === null && viewer.roles.length === 0) {
    throw new GraphQLError(`Sign in to use ${what}.`, { extensions: { code: 'UNAUTHENTICATED' } });
  }
  throw new GraphQLError(`${what} is not for ${viewer.roles.join(', ') || WITHOUT_ROLE}.`, {
    extensions: { code: 'FORBIDDEN' },
  });
}

const WITHOUT_ROLE = 'a viewer without a role here: roles count where the token says, at its association or its hub';

/**
 * Puts the policies in front of the schema's fields, in place: a verb's own policy on the verb, and an entity's policy on
 * every field that leads to it, so the check costs once per list and not once per row.
 */
export function enforcePolicies(schema: GraphQLSchema, policies: Policies, entities: readonly string[]): void {
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('_'),
  );
  refuseUnlisted(types, policies, entities);
  for (const type of types) {
    for (const field of Object.values(type.getFields())) guard(type, field, policies);
  }
}

const isRoot = (type: GraphQLObjectType): boolean => type.name === 'Query' || type.name === 'Mutation';

function refuseUnlisted(types: GraphQLObjectType[], policies: Policies, entities: readonly string[]): void {
  const verbs = types
    .filter(isRoot)
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
    .filter((verb) => !verb.startsWith('Query._'));
  const missing = [...verbs, ...entities].filter((name) => !(name in policies));
  if (missing.length > 0) throw new Error(`policies.ts says nothing of: ${missing.join(', ')}`);
  const known = new Set([...verbs, ...types.map(({ name }) => name), ...fieldNames(types)]);
  const stale = Object.keys(policies).filter((name) => !known.has(name));
  if (stale.length > 0) throw new Error(`policies.ts speaks of what does not exist: ${stale.join(', ')}`);
}

const fieldNames = (types: GraphQLObjectType[]): string[] =>
  types.flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));

type Field = GraphQLField<unknown, WithViewer>;

function guard(type: GraphQLObjectType, field: Field, policies: Policies): void {
  // A payload's entity was allowed with its verb, and a connection with the field that led to it.
  if (/(Payload|Connection|Edge)$/.test(type.name) || field.name.startsWith('_')) return;
  const guards = [`${type.name}.${field.name}`, nodeTypeOf(field)].filter((name) => name in policies);
  if (guards.length === 0) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    for (const name of guards) assertAllowed(policies[name]!, context.viewer, name);
    return resolve(source, args, context, info);
  };
}

/** The entity a field leads to: its own type, or the node type of its connection. */
function nodeTypeOf(field: Field): string {
  const type = getNamedType(field.type);
  const nodes = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields()['nodes'] : undefined;
  return nodes ? getNamedType(nodes.type).name : type.name;
}
