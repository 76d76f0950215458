import 'reflect-metadata';
import { addResolversToSchema, buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { lexicographicSortSchema, parse, type GraphQLSchema } from 'graphql';
import { buildSchema, createResolversMap, type ClassType, type NonEmptyArray } from 'type-graphql';
import { allowAbsence, type Borrowed } from './allow-absence.ts';
import { describeShapes } from './describe-shapes.ts';
import { assertAllowed, enforcePolicies, type Policies } from '../access/policies.ts';
import { refuseUnreadableArguments } from './refuse-unreadable.ts';
import { UserErrorResolver } from '../refusals/refusal.ts';
import type { ServiceContext } from '../context/service-context.ts';
import type { SubgraphName } from '../peers/subgraph.ts';

/** Finds the entity that another subgraph speaks of, or null when it does not exist. */
export type ReferenceResolver = (reference: never, context: ServiceContext) => unknown;

export interface SchemaParts {
  name: SubgraphName;
  resolvers: ClassType[];
  /** Entities that other subgraphs may ask for by key, each with how it is found. */
  references: Record<string, ReferenceResolver>;
  /** Object types that nothing here leads to: stubs that only the supergraph reaches. */
  orphanedTypes?: ClassType[];
  /** What it leads to or adds to and another service owns: null with an error when that one is away. */
  borrows?: Borrowed;
  policies: Policies;
  /** What packages add to it. */
  parts?: readonly Partial<Omit<SchemaParts, 'name' | 'parts'>>[];
}

// No entity, and yet nothing for anybody: it names who did what.
const HISTORY = 'HistoryEntry';

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@tag"]
)`;

/** Building takes a good part of a second, and a process may open one service many times. */
const built = new WeakMap<SchemaParts, Promise<GraphQLSchema>>();

/** One subgraph's executable schema, with its policies in front of every verb and entity; built once for the same parts. */
export function buildServiceSchema(parts: SchemaParts): Promise<GraphQLSchema> {
  const schema = built.get(parts) ?? build(parts);
  built.set(parts, schema);
  return schema;
}

async function build(parts: SchemaParts): Promise<GraphQLSchema> {
  const whole = withParts(parts);
  const { references, policies } = whole;
  const described = await describe(whole);
  const schema = buildSubgraphSchema([
    { typeDefs: parse(sdlOf(described)), resolvers: createResolversMap(described) as never },
  ]);
  refuseUnreadableArguments(schema);
  enforcePolicies(schema, policies, [...Object.keys(references), ...(schema.getType(HISTORY) ? [HISTORY] : [])]);
  addResolversToSchema(schema, guarded(references, policies) as never);
  return schema;
}

/** One subgraph's SDL as a supergraph is composed from it. */
export async function printServiceSchema(parts: SchemaParts): Promise<string> {
  return sdlOf(lexicographicSortSchema(await describe(withParts(parts))));
}

/** Who may do what in a service, its packages included. */
export const policiesOf = (parts: SchemaParts): Policies => withParts(parts).policies;

/** A service as one, with what its packages add to it. */
function withParts({ name, parts = [], ...own }: SchemaParts): SchemaParts {
  const all = [...parts, own];
  return {
    name,
    resolvers: all.flatMap(({ resolvers = [] }) => resolvers),
    orphanedTypes: all.flatMap(({ orphanedTypes = [] }) => orphanedTypes),
    references: Object.assign({}, ...all.map(({ references }) => references)),
    borrows: Object.assign({}, ...all.map(({ borrows }) => borrows)),
    policies: Object.assign({}, ...all.map(({ policies }) => policies)),
  };
}

const sdlOf = (described: GraphQLSchema): string => `${LINK}\n\n${printSubgraphSchema(described)}\n`;

async function describe({ name, resolvers, orphanedTypes = [], borrows = {} }: SchemaParts): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [...resolvers, UserErrorResolver] as unknown as NonEmptyArray<ClassType>,
    orphanedTypes,
    validate: false,
    // The federation directives are known once the SDL meets @apollo/subgraph.
    skipCheck: true,
  });
  return allowAbsence(describeShapes(schema), name, borrows);
}

function guarded(references: Record<string, ReferenceResolver>, policies: Policies): Record<string, object> {
  const guardedOnes = Object.entries(references).map(([name, find]) => {
    const resolveReference = (reference: never, context: ServiceContext): unknown => {
      assertAllowed(policies[name]!, context.viewer, name);
      return find(reference, context);
    };
    return [name, { __resolveReference: resolveReference }];
  });
  return Object.fromEntries(guardedOnes) as Record<string, object>;
}
