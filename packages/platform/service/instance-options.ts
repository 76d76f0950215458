import type { Logger } from 'pino';
import { callPeerAs, type SendToPeer } from '../peers/call-peer.ts';
import { systemClock } from '../../calendar/clock.ts';
import type { SubgraphOptions } from './create-subgraph.ts';
import type { InstanceEnv } from './env.ts';
import { armFailpoint } from '../context/failpoint.ts';
import { newTypeId } from '../context/ids.ts';
import { readInstallKey } from '../peers/install-key.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { EVENTS } from '../metrics/operator-log.ts';
import type { Upstream } from '../peers/upstream.ts';
import type { SubgraphName } from '../peers/subgraph.ts';
import { upstreamToken } from '../peers/upstream-token.ts';

/** What a running instance gives one of its services, from its environment. */
export function instanceOptions(
  env: InstanceEnv,
  name: SubgraphName,
  { databaseUrl, log, metrics, send }: { databaseUrl: string; log: Logger; metrics: Metrics; send: SendToPeer },
): SubgraphOptions {
  const here = { association: env.ASSOCIATION ?? null, hub: env.HUB ?? null };
  armFailpoint(env.FAILPOINT ?? null);
  const identitySecret = new TextEncoder().encode(env.IDENTITY_SECRET);
  return {
    databaseUrl,
    identitySecret,
    ...here,
    seat: env.SEAT ?? null,
    clock: systemClock,
    newId: newTypeId,
    freshSeconds: env.FRESH_SECONDS,
    mail: env.MAIL_URL && env.MAIL_FROM ? { url: env.MAIL_URL, from: env.MAIL_FROM } : null,
    metrics,
    callPeer: callPeerAs(name, { here, secret: identitySecret, clock: systemClock, send }),
    jobs: {
      upstream: upstreamOf(env),
      heartbeatSeconds: env.HEARTBEAT_SECONDS,
      log: (line, about) => log[EVENTS[about.event]]({ service: name, ...about }, line),
    },
  };
}

function upstreamOf(env: InstanceEnv): Upstream | null {
  if (!env.UPSTREAM_URL) return null;
  const client = {
    issuer: env.UPSTREAM_ISSUER!,
    clientId: env.UPSTREAM_CLIENT_ID!,
    clientSecret: env.UPSTREAM_CLIENT_SECRET!,
    association: env.ASSOCIATION ?? null,
    hub: env.HUB ?? null,
  };
  return {
    url: env.UPSTREAM_URL,
    token: upstreamToken(client, systemClock),
    key: readInstallKey((env.INSTANCE_KEY ?? env.INSTANCE_KEY_FILE)!),
  };
}
