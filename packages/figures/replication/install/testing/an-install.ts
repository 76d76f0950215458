import { codesInside } from '../../../../geography/list-territories.ts';
import { newTypeId } from '../../../../platform/context/ids.ts';
import type {
  HeartbeatInput,
  ReceiveFiguresInput,
  SenderInput,
  VouchedInstallInput,
} from '../../message/figures-message.ts';
import type { Slice } from '../../../slices/slice.ts';
import type { CallPeer, SubgraphName } from '../../../../platform/peers/subgraph.ts';
import { newInstallKeyPem, readInstallKey, type InstallKey } from '../../../../platform/peers/install-key.ts';
import type { KnownInstall, MeetingInstalls } from '../../../../platform/peers/meet-installs.ts';
import { messageText, sliceText } from '../signed-text.ts';

/** The departments of an association that works in all of France. */
export const EVERYWHERE = codesInside('FR', 'DEPARTMENT', '2011-12-31');

/** What a message of a test carries; nothing unless given. */
export interface TestMessage {
  slices?: Slice[];
  heartbeats?: HeartbeatInput[];
  vouched?: VouchedInstallInput[];
}

/** As it travels: no instance of its class. */
export type SentMessage = Omit<ReceiveFiguresInput, 'sender'> & { sender: Pick<SenderInput, keyof SenderInput> | null };

/** An installation in miniature: it has a key and signs messages. */
export interface TestInstall {
  id: string;
  key: InstallKey;
  /** As a directory that approved it knows it. */
  known: KnownInstall;
  signed(slice: Slice): Slice;
  /** A message of lending as it sends it; slices that are not signed yet are signed as its own. */
  message(message: TestMessage, run?: string): SentMessage;
  /** The same message once more, with the challenge that the hub gave. */
  answered(message: SentMessage, challenge: string): SentMessage;
}

export function anInstall(associationId: string | null, service: SubgraphName = 'lending'): TestInstall {
  const key = readInstallKey(newInstallKeyPem());
  const id = newTypeId('install');
  const firstRun = newTypeId('run');
  const signed = (slice: Slice): Slice => {
    const own = { ...slice, install: id };
    return { ...own, signature: key.sign(sliceText(service, own)) };
  };
  const sent = (who: Omit<SenderInput, 'signature'>, message: Omit<SentMessage, 'sender'>): SentMessage => ({
    sender: { ...who, signature: key.sign(messageText(service, who, message)) },
    ...message,
  });
  return {
    id,
    key,
    signed,
    known: { install: id, associationId, publicKey: key.publicKey, state: 'APPROVED', departments: EVERYWHERE },
    message: ({ slices: unsigned = [], heartbeats = [], vouched = [] }, run = firstRun) => {
      const slices = unsigned.map((slice) => (slice.signature === null ? signed(slice) : slice));
      return sent({ install: id, run, challenge: null }, { slices, heartbeats, vouched });
    },
    answered: ({ sender, ...message }, challenge) => sent({ install: id, run: sender!.run, challenge }, message),
  };
}

/** Answers as partners does, of the installations that a test has put into it. */
export function aDirectory(): { known: Map<string, KnownInstall>; callPeer: CallPeer } {
  const known = new Map<string, KnownInstall>();
  return {
    known,
    callPeer: async (_peer, _document, { input }) => {
      const { installs, associations = [] } = input as MeetingInstalls;
      const isMeant = ({ install, associationId, state }: KnownInstall): boolean =>
        installs.includes(install) || (state === 'APPROVED' && associations.includes(associationId ?? ''));
      return { meetInstalls: { installs: [...known.values()].filter(isMeant) } };
    },
  };
}
