import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { VIEWER_HEADER } from '../../packages/platform/access/viewer.ts';
import { inSlices } from './in-slices.ts';
import type { Fetch, FetchResult, SubgraphSource } from './subgraph-source.ts';
import { unavailable } from './unavailable.ts';
import { withUniqueRepresentations } from './unique-representations.ts';

export interface HttpSourceOptions {
  /** The subgraph's name. */
  service: string;
  /** The subgraph's GraphQL endpoint. */
  url: string;
  /** How long one fetch may take, retries included. */
  timeoutMs?: number;
  /** The largest answer read, in bytes. */
  maxResponseBytes?: number;
  /** Told of each fetch that got no answer. */
  onUnavailable?: (cause: Error) => void;
}

const CONNECTIONS = 64;
/** Pauses before a second and a third try: long enough for a listening socket to come back after a restart. */
const PAUSES_MS = [50, 250];
/** The connection was never made, so nothing was sent. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** The connection broke; what was sent may have been acted upon. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const BUSY = new Set([502, 503, 504]);

/** Why a subgraph gave no GraphQL answer. */
export class NoAnswer extends Error {
  readonly status: number;
  constructor(url: string, status: number) {
    super(`${url} answered ${status} and no GraphQL result`);
    this.status = status;
  }
}

/** Reaches a subgraph over HTTP, on connections kept alive. */
export function createHttpSource(options: HttpSourceOptions): SubgraphSource {
  const { url, timeoutMs = 10_000, maxResponseBytes = 20_000_000 } = options;
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    maxResponseSize: maxResponseBytes,
    connect: { timeout: timeoutMs },
  });

  async function post(fetch: Fetch, signedViewer: string | undefined, signal: AbortSignal): Promise<FetchResult> {
    const answer = await pool.request({
      method: 'POST',
      path: pathname + search,
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...(signedViewer && { [VIEWER_HEADER]: signedViewer }),
      },
      body: JSON.stringify(fetch),
      signal,
    });
    const result = asResult(await answer.body.text());
    // 401: the subgraph does not know this gateway's signature. No client can do anything about it.
    if (!result || answer.statusCode === 401) throw new NoAnswer(url, answer.statusCode);
    return result;
  }

  async function ready(): Promise<void> {
    const signal = AbortSignal.timeout(timeoutMs);
    const { statusCode, body } = await pool.request({ method: 'GET', path: '/readyz', signal });
    await body.dump();
    if (statusCode === 503) throw new NoAnswer(url, statusCode);
    // A subgraph that is not one of ours may have no such page.
    if (statusCode !== 200) await post({ query: '{ __typename }' }, undefined, signal);
  }

  async function send(fetch: Fetch, signedViewer: string | undefined, awaited?: AbortSignal): Promise<FetchResult> {
    const inTime = AbortSignal.timeout(timeoutMs);
    const signal = awaited ? AbortSignal.any([inTime, awaited]) : inTime;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await post(fetch, signedViewer, signal);
      } catch (error) {
        const wait = PAUSES_MS[attempt];
        if (wait === undefined || signal.aborted || !mayRetry(fetch, error)) throw error;
        await pause(wait);
      }
    }
  }

  return {
    async process({ request, context }) {
      const { query, operationName, variables } = request as Fetch;
      const fetch: Fetch = { query, operationName, variables };
      const signal: AbortSignal | undefined = context['signal'];
      try {
        return await withUniqueRepresentations(fetch, (unique) =>
          inSlices(unique, (slice) => send(slice, context['signedViewer'], signal), signal),
        );
      } catch (error) {
        if (!signal?.aborted) options.onUnavailable?.(error as Error);
        return unavailable(options.service, fetch, error as Error);
      }
    },
    ready,
    close: () => pool.destroy(),
  };
}

/** A query may be sent again; a mutation only when nothing of it was sent. */
function mayRetry(fetch: Fetch, error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  if (NOT_CONNECTED.has(code)) return true;
  const busy = error instanceof NoAnswer && BUSY.has(error.status);
  return !/^\s*mutation\b/.test(fetch.query) && (busy || BROKEN.has(code));
}

/** The GraphQL result in a body, whatever its status: an error answer may carry partial data. */
function asResult(body: string): FetchResult | null {
  try {
    const result: unknown = JSON.parse(body);
    const isResult = typeof result === 'object' && result !== null && ('data' in result || 'errors' in result);
    return isResult ? (result as FetchResult) : null;
  } catch {
    return null;
  }
}
