import type { ServerResponse } from 'node:http';

const giving = new WeakMap<ServerResponse, AbortController>();

/**
 * A signal that says when nobody waits for a GraphQL answer any more: its client left, or was told that it takes too long.
 * None for a mutation, which is finished once it is begun.
 */
export function whileAwaited(body: unknown, response: ServerResponse): AbortSignal | undefined {
  const { query } = (body ?? {}) as { query?: unknown };
  if (typeof query === 'string' && /\bmutation\b/.test(query)) return undefined;
  const controller = giving.get(response) ?? new AbortController();
  giving.set(response, controller);
  response.once('close', () => controller.abort());
  return controller.signal;
}

/** Says that nobody waits for an answer, since the client was told so. */
export function giveUp(response: ServerResponse): void {
  giving.get(response)?.abort();
}
