import { decodeJwt } from 'jose';
import type { Clock } from '../../calendar/clock.ts';

/** How an instance is known to the OIDC provider of its hub. */
export interface UpstreamClient {
  issuer: string;
  clientId: string;
  clientSecret: string;
  association: string | null;
  hub: string | null;
}

// A token about to end may end on its way.
const MARGIN_MS = 30_000;

/**
 * Gives the access token an instance publishes with, asked for by client credentials (RFC 6749 §4.4) and kept until
 * shortly before it ends. Rejects when the provider does not answer: the job that publishes then tries again.
 */
export function upstreamToken(client: UpstreamClient, clock: Clock): () => Promise<string> {
  let kept: { token: string; until: number } | null = null;
  return async () => {
    if (kept && clock.now().getTime() < kept.until - MARGIN_MS) return kept.token;
    const token = await askToken(client);
    kept = { token, until: (decodeJwt(token).exp ?? 0) * 1000 };
    return token;
  };
}

async function askToken({ issuer, clientId, clientSecret, association, hub }: UpstreamClient): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  if (association) form.set('association', association);
  if (hub) form.set('hub', hub);
  const response = await fetch(await tokenEndpoint(issuer), {
    method: 'POST',
    body: form,
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json()) as { access_token?: string; error?: string };
  if (!answer.access_token) throw new Error(`${issuer} gave ${clientId} no token: ${answer.error ?? response.status}`);
  return answer.access_token;
}

/** OpenID Connect Discovery 1.0 §4. */
async function tokenEndpoint(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  return ((await response.json()) as { token_endpoint: string }).token_endpoint;
}
