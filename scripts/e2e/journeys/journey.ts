import type { GraphQLClient } from 'graphql-request';
import type { TokenRequest } from '../../../gateway/sign-in/development-clients.ts';
import type { Instance } from '../../start/network.ts';
import type { Network } from '../network/network.ts';

/** What a journey walks through. It is told to jest before anything runs: its parts are there when its tests run. */
export interface Stage {
  network(): Network;
  /** Expects an answer to be the one given to the same question in the other way of running. */
  expectSameInBothModes(question: string, answer: unknown): void;
}

/** Somebody before a graph; signed in once for all the tests of a journey. */
export function somebody(
  { network }: Stage,
  role: TokenRequest['role'] | null,
  at: Instance,
  scope?: Partial<TokenRequest>,
): () => Promise<GraphQLClient> {
  let client: Promise<GraphQLClient> | undefined;
  return () => (client ??= network().as(role, at, scope));
}
