import type { GraphQLDataSource } from '@apollo/gateway';
import type { Viewer } from '../../packages/platform/access/viewer.ts';

/** What the gateway knows of one client request. */
export interface GatewayContext {
  viewer: Viewer;
  /** The viewer as the subgraphs accept it; signed once per request. */
  signedViewer: string;
  /** Where the request comes from; empty for what is asked inside this process. */
  address?: string;
  /** Says when nobody waits for the answer any more; absent where it is finished in any case. */
  signal?: AbortSignal | undefined;
}

/** One subgraph as the gateway reaches it. */
export interface SubgraphSource extends GraphQLDataSource<GatewayContext> {
  /** Resolves when the subgraph answers; rejects with the reason otherwise. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Makes the source of a subgraph from what the supergraph says of it. */
export type SourceFor = (name: string, url: string | undefined) => SubgraphSource;

/** One fetch of a query plan. */
export interface Fetch {
  query: string;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
}

/** An error as a subgraph states it: a formatted one over HTTP, an instance in-process. */
export interface FetchError {
  message: string;
  path?: ReadonlyArray<string | number> | undefined;
  extensions?: Record<string, unknown> | undefined;
}

export interface FetchResult {
  data?: Record<string, unknown> | null | undefined;
  errors?: readonly FetchError[] | undefined;
}
