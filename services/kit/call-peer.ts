import type { Clock } from './clock.ts';
import type { CallPeer, SubgraphName } from './subgraph.ts';
import { signViewer, VIEWER_HEADER, type Viewer } from './viewer.ts';

/** A service speaking for itself to another of its instance. */
export const serviceViewer = (name: SubgraphName, association: string | null): Viewer => ({
  subject: `service:${name}`,
  roles: ['service'],
  association,
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
  {
    association,
    secret,
    clock,
    send,
  }: { association: string | null; secret: Uint8Array; clock: Clock; send: SendToPeer },
): CallPeer {
  return async (peer, query, variables) => {
    const signedViewer = await signViewer(serviceViewer(service, association), secret, clock.now());
    const { data, errors } = await send(peer, { query, variables }, signedViewer);
    if (errors?.[0] || !data) throw new Error(`${peer} answered ${service}: ${errors?.[0]?.message ?? 'nothing'}`);
    return data;
  };
}

/** Peers over HTTP, for services that run apart. */
export function sendOverHttp(urls: Partial<Record<SubgraphName, string>>, timeoutMs = 10_000): SendToPeer {
  return async (peer, request, signedViewer) => {
    const url = urls[peer];
    if (!url) throw new Error(`No address is known for ${peer}`);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [VIEWER_HEADER]: signedViewer },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return (await response.json()) as Awaited<ReturnType<SendToPeer>>;
  };
}
