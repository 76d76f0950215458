import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse, type GraphQLSchema } from 'graphql';
import type { Subgraph, SubgraphName } from '../../packages/platform/peers/subgraph.ts';
import { verifyViewer, type Viewer } from '../../packages/platform/access/viewer.ts';

export const SECRET = new TextEncoder().encode('a secret for tests, thirty-two bytes or more');

/** A subgraph of a test, and what was asked of it. */
export interface TestSubgraph extends Subgraph {
  sdl: string;
  /** The keys that each reference was resolved for, in order. */
  resolved: string[];
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])`;

const INVENTORY = `${LINK}
  type Query {
    computer(id: ID!): Computer
    me: [String!]!
    ping: String!
  }
  type Computer @key(fields: "id") { id: ID! label: String kind: String! }`;

const LENDING = `${LINK}
  type Query { loans(computers: [ID!]!): [Loan!]! loan(id: ID!): Loan }
  type Mutation { renew(loan: ID!): Int! }
  type Loan { id: ID! computer: Computer owed: Computer! months: Int! impossible: Int }
  type Computer @key(fields: "id") {
    id: ID! loans: [Loan!] note(text: String): String
    label: String @external sticker: String @requires(fields: "label")
  }`;

interface Context {
  viewer: Viewer;
}

interface Key {
  id: string;
}

/** Inventory owns computers; lending owns loans of them. Some ids make trouble, and say which by their name. */
export function twoSubgraphs(): { inventory: TestSubgraph; lending: TestSubgraph; supergraphSdl: string } {
  const inventory = subgraphOf('inventory', INVENTORY, (resolved) => ({
    Query: {
      computer: (_: unknown, { id }: Key) => ({ id }),
      me: (_: unknown, __: unknown, { viewer }: Context) => viewer.roles,
      ping: () => 'pong',
    },
    Computer: {
      __resolveReference({ id }: Key) {
        resolved.push(id);
        return id === 'unknown' ? null : { id };
      },
      label: ({ id }: Key) => labelOf(id),
      kind: ({ id }: Key) => (id === 'shapeless' ? { not: 'a string' } : 'LAPTOP'),
    },
  }));
  let renewals = 0;
  const lending = subgraphOf('lending', LENDING, (resolved) => ({
    Query: {
      loans: (_: unknown, { computers }: { computers: string[] }) => computers.map((id, index) => loanOf(id, index)),
      loan: (_: unknown, { id }: Key) => loanOf('c1', Number(id)),
    },
    Mutation: { renew: () => (renewals += 1) },
    Computer: {
      __resolveReference({ id, label }: Key & { label?: string }) {
        resolved.push(id);
        return { id, label };
      },
      sticker: ({ label }: { label: string | null }) => stickerOf(label),
      loans: ({ id }: Key) => [loanOf(id, 1)],
      note: (_: unknown, { text }: { text: string }) => text,
    },
  }));
  return { inventory, lending, supergraphSdl: compose([inventory, lending]) };
}

function labelOf(id: string): string {
  if (id === 'broken') throw new Error('relation "inventory.computer" does not exist at SELECT * FROM secrets');
  if (id === 'forbidden')
    throw new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN', sql: 'SELECT 1' } });
  return `label of ${id}`;
}

function stickerOf(label: string | null): string {
  if (label) return `[${label}]`;
  throw new GraphQLError('inventory cannot be reached.', {
    extensions: { code: 'FIGURES_UNREACHABLE', service: 'inventory' },
  });
}

const loanOf = (id: string, index: number) => ({ id: `loan${index}`, computer: { id }, owed: { id }, months: 12 });

type Resolvers = Parameters<typeof buildSubgraphSchema>[0] extends infer Modules
  ? Modules extends readonly { resolvers?: infer R }[]
    ? R
    : never
  : never;

function subgraphOf(name: SubgraphName, sdl: string, resolversOf: (resolved: string[]) => object): TestSubgraph {
  const resolved: string[] = [];
  const schema: GraphQLSchema = buildSubgraphSchema([
    { typeDefs: parse(sdl), resolvers: resolversOf(resolved) as Resolvers },
  ] as Parameters<typeof buildSubgraphSchema>[0]);
  return {
    name,
    sdl,
    schema,
    resolved,
    contextFor: (signed) => verifyViewer(signed ?? '', SECRET, new Date()),
    hasten: () => {},
    ready: async () => {},
    close: async () => {},
  };
}

/** The supergraph of these subgraphs, each at an address nobody listens on. */
export function compose(subgraphs: readonly TestSubgraph[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `http://127.0.0.1:9/${name}`, typeDefs: parse(sdl) })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
