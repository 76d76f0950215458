import type pg from 'pg';
import { request } from 'graphql-request';
import type { Clock } from '../clock.ts';
import type { SubgraphName } from '../subgraph.ts';
import { receiveMutation, type HeartbeatInput, type ReceivedSlice, type SliceInput } from './figures-message.ts';
import { acknowledge } from './acknowledge.ts';
import { pendingSlices } from './pending-slices.ts';

/** The hub that an instance publishes to. */
export interface Upstream {
  /** Its gateway: `https://hub.example/graphql`. */
  url: string;
  /** A fresh access token with the role `instance`. */
  token(): Promise<string>;
}

/** What publishing rests on. */
export interface Publisher {
  service: SubgraphName;
  /** The association that runs this instance; null at a hub, which passes on what it received. */
  association: string | null;
  pool: pg.Pool;
  clock: Clock;
  upstream: Upstream;
}

const ANSWER_WITHIN_MS = 30_000;

/**
 * Sends the hub whatever it has not acknowledged, then how fresh it all is; gives the number of slices sent. Throws when the
 * hub does not answer: what is due stays due, and is found again by the next run.
 */
export async function publishSlices(publisher: Publisher): Promise<number> {
  const { pool, clock, upstream } = publisher;
  // Read before the slices, so that no heartbeat promises more than was sent.
  const heartbeats = await heard(pool);
  let sent = 0;
  for (;;) {
    const slices = await pendingSlices(pool, upstream.url, clock.now());
    if (slices.length === 0) break;
    const answers = await send(publisher, slices, []);
    if (answers.length < slices.length)
      throw new Error(`the hub answered ${answers.length} of ${slices.length} slices`);
    await acknowledge(publisher, answers);
    sent += slices.length;
  }
  const unsettled = await associationsStillDue(pool, upstream.url);
  const honest = heartbeats.filter(({ association }) => !unsettled.has(association));
  if (honest.length > 0) await send(publisher, [], honest);
  return sent;
}

async function send(
  { service, upstream }: Publisher,
  slices: SliceInput[],
  heartbeats: HeartbeatInput[],
): Promise<ReceivedSlice[]> {
  const mutation = receiveMutation(service);
  const data = await request<Record<string, { slices: ReceivedSlice[] }>>({
    url: upstream.url,
    document: `mutation Publish($input: ReceiveFiguresInput!) {
      ${mutation}(input: $input) { slices { association period part epoch revision headEpoch headRevision outcome code message } }
    }`,
    variables: { input: { slices, heartbeats } },
    requestHeaders: { authorization: `Bearer ${await upstream.token()}` },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  return data[mutation]!.slices;
}

const HEARD = `
  select association, as_of as "asOf", coalesce((
    select jsonb_agg(jsonb_build_object('bundle', e.bundle, 'toldAt', e.told_at) order by e.bundle)
      from told_edition e where e.association = heard.association), '[]') as editions
    from heard`;

async function heard(pool: pg.Pool): Promise<HeartbeatInput[]> {
  const { rows } = await pool.query<HeartbeatInput>(HEARD);
  return rows;
}

async function associationsStillDue(pool: pg.Pool, hub: string): Promise<Set<string>> {
  const { rows } = await pool.query<{ association: string }>(
    `select distinct s.association from slice s left join acknowledgement a
       on a.association = s.association and a.period = s.period and a.part = s.part and a.hub = $1
     where (a.epoch, a.revision) is distinct from (s.epoch, s.revision) or a.refused_at is not null`,
    [hub],
  );
  return new Set(rows.map(({ association }) => association));
}
