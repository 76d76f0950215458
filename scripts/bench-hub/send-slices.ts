import {
  receiveMutation,
  type HeartbeatInput,
  type ReceivedSlice,
  type ReceiveFiguresPayload,
} from '../../packages/figures/replication/message/figures-message.ts';
import type { Slice } from '../../packages/figures/slices/slice.ts';
import { messageText } from '../../packages/figures/replication/install/signed-text.ts';
import type { SubgraphName } from '../../packages/platform/peers/subgraph.ts';
import type { Speaker } from './enter-network.ts';

/** As an instance sends them: at most so many in a message (`pending-slices.ts`). */
const [MOST_SLICES, MOST_FACTS] = [50, 2_000];

/** What sending came to. */
export interface Sent {
  slices: number;
  facts: number;
  /** Milliseconds that each message took, divided by its slices. */
  perSlice: number[];
  /** Messages that had to be sent again. */
  again: number;
}

const ATTEMPTS = 5;

/** Sends an association's slices of one service, message after message, then its sign of life. Throws at one that is refused. */
export async function sendSlices(speaker: Speaker, service: SubgraphName, slices: readonly Slice[]): Promise<Sent> {
  const sent: Sent = { slices: slices.length, facts: 0, perSlice: [], again: 0 };
  for (const message of messagesOf(slices)) {
    const from = performance.now();
    const received = await sendUntilAnswered(sent, speaker, service, message, []);
    sent.perSlice.push((performance.now() - from) / message.length);
    sent.facts += message.reduce((sum, { facts }) => sum + facts.length, 0);
    const odd = received.find(({ outcome }) => outcome !== 'APPLIED' && outcome !== 'DUPLICATE');
    if (odd) throw new Error(`${service} answered ${odd.outcome} ${odd.code ?? ''} for ${odd.period}`);
  }
  await sendUntilAnswered(sent, speaker, service, [], [{ association: speaker.id, asOf: slices[0]!.asOf }]);
  return sent;
}

/** As an instance: what is not answered is sent again. */
async function sendUntilAnswered(sent: Sent, ...message: Parameters<typeof send>): Promise<ReceivedSlice[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(...message);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      sent.again += 1;
    }
  }
}

async function send(
  { api, key, install, run }: Speaker,
  service: SubgraphName,
  slices: Slice[],
  heartbeats: HeartbeatInput[],
): Promise<ReceivedSlice[]> {
  const mutation = receiveMutation(service);
  const document = `mutation Publish($input: ReceiveFiguresInput!) { ${mutation}(input: $input) { challenge slices { period outcome code } } }`;
  const content = { slices, heartbeats, vouched: [] };
  const say = async (challenge: string | null): Promise<ReceiveFiguresPayload> => {
    const who = { install, run, challenge };
    const input = { sender: { ...who, signature: key.sign(messageText(service, who, content)) }, ...content };
    return (await api.request<Record<string, ReceiveFiguresPayload>>(document, { input }))[mutation]!;
  };
  const { challenge, slices: received } = await say(null);
  return challenge ? (await say(challenge)).slices : received;
}

function messagesOf(slices: readonly Slice[]): Slice[][] {
  const messages: Slice[][] = [];
  let facts = Infinity;
  for (const slice of slices) {
    facts += slice.facts.length;
    const message = messages.at(-1);
    if (!message || message.length === MOST_SLICES || facts > MOST_FACTS) {
      messages.push([slice]);
      facts = slice.facts.length;
    } else message.push(slice);
  }
  return messages;
}
