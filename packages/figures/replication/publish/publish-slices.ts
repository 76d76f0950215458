import type pg from 'pg';
import type { Clock } from '../../../calendar/clock.ts';
import { failpoint } from '../../../platform/context/failpoint.ts';
import type { KnownInstall, MeetInstalls } from '../../../platform/peers/meet-installs.ts';
import { messageText, sliceText } from '../install/signed-text.ts';
import { thisInstall, type ThisInstall } from '../install/this-install.ts';
import type { OperatorLog } from '../../../platform/metrics/operator-log.ts';
import type { SubgraphName } from '../../../platform/peers/subgraph.ts';
import type { Upstream } from '../../../platform/peers/upstream.ts';
import {
  receiveMutation,
  type HeartbeatInput,
  type ReceivedSlice,
  type ReceiveFiguresInput,
  type ReceiveFiguresPayload,
  type VouchedInstallInput,
} from '../message/figures-message.ts';
import { hubSeen, noteIncarnation } from '../install/incarnation.ts';
import { tellPublished, tellReborn } from './tell-published.ts';
import { acknowledge } from './acknowledge.ts';
import { noteRefused, noteTaken } from '../message/note-refusal.ts';
import { askHub, HubError } from '../message/ask-hub.ts';
import { pendingSlices } from './pending-slices.ts';
import type { Slice } from '../../slices/slice.ts';

/** What publishing rests on. */
export interface Publisher {
  service: SubgraphName;
  /** The association that runs this instance; null at a hub, which passes on what it received. */
  association: string | null;
  pool: pg.Pool;
  clock: Clock;
  upstream: Upstream;
  /** The directory of installations, which a hub answers for where it passes on what they say. */
  meetInstalls: MeetInstalls;
  /** Told of what the hub refuses, and of what it knows better. */
  log?: OperatorLog | undefined;
}

/** What the hub says to a sender of whom it believes nothing. */
class RefusedByHub extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`the hub believes nothing: ${code}. ${message}`);
  }
}

/** Half of what a hub reads in one message. */
const HEARTBEATS_AT_ONCE = 500;
/** The HTTP status of a body that is not read to its end. */
const TOO_LARGE = 413;
/** A challenge may be overtaken by one that is given to an old message of a dead run; those are few. */
const MOST_CHALLENGES = 5;

/**
 * Sends the hub whatever it has not acknowledged, then how fresh it all is; gives the number of slices sent. Throws when the
 * hub does not answer: what is due stays due, and is found again by the next run.
 */
export async function publishSlices(publisher: Publisher): Promise<number> {
  const { pool, clock, association, upstream } = publisher;
  try {
    const sent = await sendAll(publisher);
    const code = await firstRefusal(pool, upstream.url);
    if (code) await noteRefused(pool, 'ABOVE', { association, code, now: clock.now() });
    else await noteTaken(pool, 'ABOVE', association);
    return sent;
  } catch (error) {
    if (error instanceof RefusedByHub)
      await noteRefused(pool, 'ABOVE', { association, code: error.code, now: clock.now() });
    throw error;
  }
}

async function sendAll(publisher: Publisher): Promise<number> {
  const { pool, clock, upstream } = publisher;
  // Read before the slices, so that no heartbeat promises more than was sent.
  const heartbeats = await heard(pool);
  let sent = 0;
  let hasRisen = false;
  for (;;) {
    const slices = await pendingSlices(pool, upstream.url, clock.now());
    if (slices.length === 0) break;
    const answers = await sendEach(publisher, slices);
    if (answers.length < slices.length)
      throw new Error(`the hub answered ${answers.length} of ${slices.length} slices`);
    await failpoint('PUBLISH_ANSWERED', 'publish');
    const rises = await acknowledge(publisher, answers);
    await failpoint('PUBLISH_ACKNOWLEDGED', 'publish');
    tellPublished(publisher, answers, rises);
    // Once is enough, whatever the hub holds: the epoch is then above it.
    if (rises && hasRisen) throw new Error('the hub holds what is newer than what was just told it');
    hasRisen ||= rises;
    sent += slices.length;
  }
  const unsettled = await associationsStillDue(pool, upstream.url);
  const { isReborn } = await hubSeen(pool, upstream.url);
  // What a hub acknowledged in another life it may have lost since: first both sides compare.
  const honest = isReborn ? [] : heartbeats.filter(({ association }) => !unsettled.has(association));
  const gone = await revoked(publisher);
  if (gone.length > 0) await send(publisher, [], [], gone);
  for (let from = 0; from < honest.length; from += HEARTBEATS_AT_ONCE)
    await send(publisher, [], honest.slice(from, from + HEARTBEATS_AT_ONCE));
  return sent;
}

/** Sends slices together, or each alone where they are too large for the hub; one that is too large alone holds up nobody else. */
async function sendEach(publisher: Publisher, slices: readonly Slice[]): Promise<ReceivedSlice[]> {
  try {
    return await send(publisher, slices, []);
  } catch (error) {
    if (!(error instanceof HubError && error.status === TOO_LARGE)) throw error;
  }
  if (slices.length === 1) return slices.map(tooLarge);
  const answers: ReceivedSlice[] = [];
  for (const slice of slices) answers.push(...(await sendEach(publisher, [slice])));
  return answers;
}

const tooLarge = ({ association, period, part, epoch, revision }: Slice): ReceivedSlice => ({
  association,
  period,
  part,
  epoch,
  revision,
  headEpoch: null,
  headRevision: null,
  outcome: 'REFUSED',
  code: 'TOO_LARGE',
  message: 'The hub reads no message as large as this slice.',
});

async function send(
  publisher: Publisher,
  unsigned: readonly Slice[],
  heartbeats: HeartbeatInput[],
  gone: readonly VouchedInstallInput[] = [],
): Promise<ReceivedSlice[]> {
  const { upstream } = publisher;
  // Read each time: the latest run of this database is the one that speaks, whichever process does.
  const install = await thisInstall({ ...publisher, publicKey: upstream.key.publicKey });
  const slices = unsigned.map((slice) => signed(publisher, slice, install));
  const vouched = [...(await vouchedIn(publisher, slices)), ...gone];
  const { incarnation: known } = await hubSeen(publisher.pool, upstream.url);
  const message = { slices, heartbeats, vouched, incarnation: known };
  const { incarnation, slices: answers } = await speak(publisher, install, message);
  if (incarnation && (await noteIncarnation(publisher.pool, upstream.url, incarnation))) tellReborn(publisher);
  return answers;
}

/** Sends a message, signed; once more with whatever challenge the hub gives to a run that it has not heard yet. */
async function speak(
  { service, upstream }: Publisher,
  { id: install, run }: ThisInstall,
  message: Omit<ReceiveFiguresInput, 'sender'>,
): Promise<ReceiveFiguresPayload> {
  let challenge: string | null = null;
  for (let given = 0; ; given += 1) {
    const who = { install, run, challenge };
    const sender = { ...who, signature: upstream.key.sign(messageText(service, who, message)) };
    const answer = await ask(service, upstream, { sender, ...message });
    if (!answer.code) return answer;
    challenge = answer.challenge ?? null;
    if (challenge === null || given === MOST_CHALLENGES) throw new RefusedByHub(answer.code, answer.message ?? '');
  }
}

async function ask(
  service: SubgraphName,
  upstream: Upstream,
  input: ReceiveFiguresInput,
): Promise<ReceiveFiguresPayload> {
  const mutation = receiveMutation(service);
  const data = await askHub<Record<string, ReceiveFiguresPayload>>(
    upstream,
    `mutation Publish($input: ReceiveFiguresInput!) {
      ${mutation}(input: $input) { code message challenge incarnation slices { association period part epoch revision headEpoch headRevision outcome code message } }
    }`,
    { input },
  );
  return data[mutation]!;
}

/** What this association says is signed as it leaves; what others said is passed on as they signed it. */
function signed({ service, association, upstream }: Publisher, slice: Slice, { id }: ThisInstall): Slice {
  if (slice.association !== association) return slice;
  const own = { ...slice, install: id };
  return { ...own, signature: upstream.key.sign(sliceText(service, own)) };
}

/** The installations that signed what is passed on. */
async function vouchedIn(
  { association, meetInstalls }: Publisher,
  slices: readonly Slice[],
): Promise<VouchedInstallInput[]> {
  const foreign = slices.filter((slice) => slice.association !== association);
  const installs = [...new Set(foreign.flatMap(({ install }) => install ?? []))];
  return (installs.length === 0 ? [] : await meetInstalls({ installs })).flatMap(vouch);
}

/** The hub above hears who was revoked here, whatever else it is told: slices of theirs may come to it another way. */
async function revoked({ association, meetInstalls }: Publisher): Promise<VouchedInstallInput[]> {
  if (association !== null) return [];
  const known = await meetInstalls({ installs: [], revoked: true });
  return known.filter(({ state }) => state === 'REVOKED').flatMap(vouch);
}

function vouch({ install, associationId, publicKey, state }: KnownInstall): VouchedInstallInput[] {
  if (associationId === null) return [];
  const isOver = state === 'REVOKED' || state === 'SUPERSEDED';
  return [{ install, association: associationId, publicKey, state: isOver ? state : 'VOUCHED' }];
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

/** Why the hub does not take a slice as it is, if there is one. */
async function firstRefusal(pool: pg.Pool, hub: string): Promise<string | null> {
  const { rows } = await pool.query<{ refusal: string }>(
    `select a.refusal from slice s join acknowledgement a
       on (a.association, a.period, a.part, a.epoch, a.revision) = (s.association, s.period, s.part, s.epoch, s.revision)
     where a.hub = $1 and a.refused_at is not null order by a.refused_at, a.period limit 1`,
    [hub],
  );
  return rows[0]?.refusal ?? null;
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
