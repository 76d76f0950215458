import { newInstallKeyPem, readInstallKey } from '../../../packages/platform/peers/install-key.ts';
import type { KnownInstall } from '../../../packages/platform/peers/meet-installs.ts';
import { messageText, sliceText } from '../../../packages/figures/replication/install/signed-text.ts';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { Fact } from '../../../packages/figures/measures/fact.ts';
import { CONTRACT, digestOf, type Slice } from '../../../packages/figures/slices/slice.ts';
import { tokenOf } from '../stage/orders.ts';

const MALLORY = 'mallory';
const key = readInstallKey(newInstallKeyPem());

/** An installation that hubs have approved, and should not have. */
export const INSTALL_OF_MALLORY: KnownInstall = {
  install: newTypeId('install'),
  associationId: MALLORY,
  publicKey: key.publicKey,
  state: 'APPROVED',
  departments: ['DEP-56'],
};
export const RUN_OF_MALLORY = newTypeId('run');

const fact = (changes: Partial<Fact>): Fact => ({
  territory: 'COM-56121',
  measure: 'computersCollected',
  programme: '*',
  member: '',
  value: 12,
  ...changes,
});

/** Slices that no hub may hold, each in its own way. */
const SLICES = {
  negative: () => ({ facts: [fact({ value: -5 })] }),
  fraction: () => ({ facts: [fact({ value: 1e300 })] }),
  unknownTerritory: () => ({ facts: [fact({ territory: 'COM-99999' })] }),
  elsewhere: () => ({ facts: [fact({ territory: 'COM-14118' })] }),
  implausible: () => ({ facts: [fact({ value: 500_000 })] }),
  unknownMeasure: () => ({ facts: [fact({ measure: 'dragonsSlain' })] }),
  veryMany: () => ({ facts: Array.from({ length: 20_000 }, (_, n) => fact({ programme: `p-${n}`, value: -n })) }),
  repeated: () => ({ facts: [fact({}), fact({})] }),
  anothers: () => ({ association: 'defis', facts: [fact({ value: 999 })], revision: 1_000_000, epoch: 1_000 }),
  wrongDigest: () => ({ facts: [fact({})], digest: digestOf([]) }),
  future: () => ({ period: '2999-01', facts: [fact({})] }),
  notANumber: () => ({ period: '2024-13', facts: [fact({})] }),
  forged: () => ({
    association: 'defis',
    facts: [fact({ value: 999 })],
    revision: 1_000_000,
    install: 'install_of_defis',
  }),
} satisfies Record<string, () => Partial<Slice> & Pick<Slice, 'facts'>>;

export type Hostility = keyof typeof SLICES;
export const HOSTILITIES = Object.keys(SLICES) as Hostility[];

/** A whole HTTP request with one hostile slice, signed as its sender may sign. */
export function hostileMessage(hostility: Hostility, now: Date): Buffer {
  const slice: Slice = {
    association: MALLORY,
    period: '2024-05',
    part: 0,
    epoch: 1,
    revision: 1,
    contract: CONTRACT,
    sealed: false,
    reason: null,
    install: INSTALL_OF_MALLORY.install,
    signature: null,
    asOf: now,
    digest: '',
    ...SLICES[hostility](),
  };
  slice.digest ||= digestOf(slice.facts);
  const slices = [{ ...slice, signature: key.sign(sliceText('inventory', slice)) }];
  const sent = { slices, heartbeats: [], vouched: [] };
  const who = { install: INSTALL_OF_MALLORY.install, run: RUN_OF_MALLORY };
  const sender = { ...who, signature: key.sign(messageText('inventory', who, sent)) };
  const query =
    'mutation P($input: ReceiveFiguresInput!) { receiveInventoryFigures(input: $input) { slices { outcome code } } }';
  const body = JSON.stringify({ query, variables: { input: { sender, ...sent } } });
  const head = [
    'POST /graphql HTTP/1.1',
    'host: hub',
    `authorization: Bearer ${tokenOf('instance', MALLORY)}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
