import type { GraphQLSchema } from 'graphql';

export const SUBGRAPH_NAMES = ['inventory', 'lending', 'training', 'partners'] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** A running subgraph, ready to be executed in-process or served over HTTP. */
export interface Subgraph {
  name: SubgraphName;
  schema: GraphQLSchema;
  /** The context of one request, from the signed viewer; throws `UNAUTHENTICATED` without a valid one. The signal says when nobody waits any more. */
  contextFor(signedViewer: string | undefined, signal?: AbortSignal): Promise<object>;
  /** Resolves when the database answers; rejects with the reason otherwise. */
  ready(): Promise<void>;
  /** Cancels the statements that hang, from now until it is closed: to be called before whoever waits for them. */
  hasten(): void;
  /** Waits for running jobs, then closes every connection. */
  close(): Promise<void>;
}

/** How one subgraph sends a write to another of the same instance, in-process or over HTTP. */
export type CallPeer = (
  peer: SubgraphName,
  document: string,
  variables: Record<string, unknown>,
) => Promise<Record<string, unknown>>;
