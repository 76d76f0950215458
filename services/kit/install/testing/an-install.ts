import { newTypeId } from '../../ids.ts';
import type { HeartbeatInput, ReceiveFiguresInput, VouchedInstallInput } from '../../impact/receive/figures-message.ts';
import type { Slice } from '../../impact/slice/slice.ts';
import type { CallPeer, SubgraphName } from '../../subgraph.ts';
import { newInstallKeyPem, readInstallKey, type InstallKey } from '../install-key.ts';
import type { KnownInstall, MeetingInstalls } from '../meet-installs.ts';
import { messageText, sliceText } from '../signed-text.ts';

/** What a message of a test carries; nothing unless given. */
export interface TestMessage {
  slices?: Slice[];
  heartbeats?: HeartbeatInput[];
  vouched?: VouchedInstallInput[];
}

/** As it travels: no instance of its class. */
export type SentMessage = Pick<ReceiveFiguresInput, keyof ReceiveFiguresInput>;

/** An installation in miniature: it has a key and signs messages. */
export interface TestInstall {
  id: string;
  key: InstallKey;
  /** As a directory that approved it knows it. */
  known: KnownInstall;
  signed(slice: Slice): Slice;
  /** A message of lending as it sends it; slices that are not signed yet are signed as its own. */
  message(message: TestMessage, run?: string): SentMessage;
}

export function anInstall(associationId: string | null, service: SubgraphName = 'lending'): TestInstall {
  const key = readInstallKey(newInstallKeyPem());
  const id = newTypeId('install');
  const firstRun = newTypeId('run');
  const signed = (slice: Slice): Slice => {
    const own = { ...slice, install: id };
    return { ...own, signature: key.sign(sliceText(service, own)) };
  };
  return {
    id,
    key,
    signed,
    known: { install: id, associationId, publicKey: key.publicKey, state: 'APPROVED' },
    message: ({ slices: unsigned = [], heartbeats = [], vouched = [] }, run = firstRun) => {
      const slices = unsigned.map((slice) => (slice.signature === null ? signed(slice) : slice));
      const signature = key.sign(messageText(service, { install: id, run }, { slices, heartbeats, vouched }));
      return { sender: { install: id, run, signature }, slices, heartbeats, vouched };
    },
  };
}

/** Answers as partners does, of the installations that a test has put into it. */
export function aDirectory(): { known: Map<string, KnownInstall>; callPeer: CallPeer } {
  const known = new Map<string, KnownInstall>();
  return {
    known,
    callPeer: async (_peer, _document, { input }) => {
      const { installs } = input as MeetingInstalls;
      return { meetInstalls: { installs: installs.flatMap((id) => known.get(id) ?? []) } };
    },
  };
}
