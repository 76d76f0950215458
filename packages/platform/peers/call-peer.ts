import type { Clock } from '../../calendar/clock.ts';
import type { CallPeer, SubgraphName } from './subgraph.ts';
import type { Here } from '../access/viewer-here.ts';
import { signViewer, VIEWER_HEADER, type Viewer } from '../access/viewer.ts';

/** A service speaking for itself to another of its instance. */
export const serviceViewer = (name: SubgraphName, { association, hub }: Here): Viewer => ({
  subject: `service:${name}`,
  roles: ['service'],
  association,
  hub,
  organisation: null,
});

/** Sends a document to a peer already signed for, and gives back the whole GraphQL result. */
export type SendToPeer = (
  peer: SubgraphName,
  request: { query: string; variables: Record<string, unknown> },
  signedViewer: string,
) => Promise<{ data?: Record<string, unknown> | null; errors?: readonly { message: string }[] }>;

/**
 * Calls peers as one service. Throws when the peer does not answer or answers with errors: the caller's durable job then
 * tries again, so every crossing is idempotent.
 */
export function callPeerAs(
  service: SubgraphName,
  { here, secret, clock, send }: { here: Here; secret: Uint8Array; clock: Clock; send: SendToPeer },
): CallPeer {
  return async (peer, query, variables) => {
    const signedViewer = await signViewer(serviceViewer(service, here), secret, clock.now());
    const { data, errors } = await inTime(peer, send(peer, { query, variables }, signedViewer));
    if (errors?.[0] || !data) throw new Error(`${peer} answered ${service}: ${errors?.[0]?.message ?? 'nothing'}`);
    return data;
  };
}

// A caller waits no longer, in the same process or not: what was begun is settled by its durable job.
const PATIENCE_MS = 10_000;

function inTime<T>(peer: SubgraphName, answer: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    const say = (): void => reject(new Error(`${peer} did not answer within ${PATIENCE_MS / 1000} s`));
    AbortSignal.timeout(PATIENCE_MS).addEventListener('abort', say);
  });
  return Promise.race([answer, late]);
}

/** Peers over HTTP, for services that run apart. */
export function sendOverHttp(urls: Partial<Record<SubgraphName, string>>): SendToPeer {
  return async (peer, request, signedViewer) => {
    const url = urls[peer];
    if (!url) throw new Error(`No address is known for ${peer}`);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [VIEWER_HEADER]: signedViewer },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return (await response.json()) as Awaited<ReturnType<SendToPeer>>;
  };
}
