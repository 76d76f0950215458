import { ClientError, request } from 'graphql-request';
import type { Upstream } from '../../../platform/peers/upstream.ts';

/** What a hub answers instead of what it was asked for. Says nothing of what was sent: figures stand in no log. */
export class HubError extends Error {
  constructor(
    /** The HTTP status; 200 where the graph itself refused. */
    readonly status: number,
    message: string,
  ) {
    super(message.slice(0, LONGEST_MESSAGE));
  }
}

const LONGEST_MESSAGE = 200;
const ANSWER_WITHIN_MS = 30_000;

/** Asks the graph of a hub. Throws a `HubError` where it refuses, and what `fetch` throws where it does not answer. */
export async function askHub<T>(
  { url, token }: Pick<Upstream, 'url' | 'token'>,
  document: string,
  variables: object,
): Promise<T> {
  const requestHeaders = { authorization: `Bearer ${await token()}` };
  try {
    return await request<T>({
      url,
      document,
      variables,
      requestHeaders,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const { status, errors } = error.response;
    throw new HubError(status, errors?.[0]?.message ?? `HTTP status ${status}`);
  }
}
