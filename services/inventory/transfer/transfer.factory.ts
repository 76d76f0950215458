import { randomUUID } from 'node:crypto';
import type { CallPeer } from '../../../packages/platform/peers/subgraph.ts';
import type { ServiceSetting } from '../../../packages/platform/testing/a-service.ts';
import { callVerb, type Answered } from '../../../packages/platform/testing/call-verb.ts';
import { anInventory, type History, type Inventory } from '../inventory.factory.ts';

/** A transfer as tests read it on one side. */
export interface TransferMade {
  id: string;
  direction: string;
  state: string;
  association: string;
  offeredOn: string;
  answeredOn: string | null;
  decidedOn: string | null;
  document: { name: string; mediaType: string; content: string } | null;
  lines: { computerId: string; label: string; computer: { custody: string } | null }[];
  history: History;
}

export const TRANSFER = `id direction state association offeredOn answeredOn decidedOn document { name mediaType content }
  lines { computerId label computer { custody } } history { verb happenedOn details }`;

/** What one side sends to the other. */
export const messageOf = ({ document }: TransferMade): string => Buffer.from(document!.content, 'base64').toString();

/** One association with its verbs of transfer, as a manager. */
export type Side = Inventory & ReturnType<typeof transferVerbs>;

/** Two associations on two databases that trust each other's key. */
export async function twoAssociations(): Promise<{ giver: Side; receiver: Side; close(): Promise<void> }> {
  const [giver, receiver] = await Promise.all([aSide('defis'), aSide('ordi-56')]);
  await giver.trust({ association: 'ordi-56', publicKey: await receiver.publicKey() });
  await receiver.trust({ association: 'defis', publicKey: await giver.publicKey() });
  return { giver, receiver, close: async () => void (await Promise.all([giver.close(), receiver.close()])) };
}

/** A directory that knows nobody, and takes note of everybody. */
const DIRECTORY: CallPeer = async (_peer, _document, { organisations = [] }) => ({
  _entities: (organisations as object[]).map(() => null),
  introduceOrganisations: { userErrors: [] },
});

/** One association that trusts nobody yet, beside a directory that knows nobody unless told otherwise. */
export async function aSide(association: string, setting: Partial<ServiceSetting> = {}): Promise<Side> {
  const inventory = await anInventory({ association, callPeer: DIRECTORY, ...setting });
  return { ...inventory, ...transferVerbs(inventory) };
}

/** The verbs of transfer, and of trust, as a manager. */
export function transferVerbs(inventory: Inventory) {
  const manager = inventory.as('manager');
  const call = <Made extends object>(verb: string, selection: string) => {
    return (input: object): Promise<Made & Answered> =>
      callVerb<Made>(manager, verb, selection, { idempotencyKey: randomUUID(), ...input });
  };
  const transferVerb = (verb: string) => call<{ transfer: TransferMade }>(verb, `transfer { ${TRANSFER} }`);
  const offer = transferVerb('offerTransfer');
  const take = (verb: string) => {
    const tell = transferVerb(verb);
    return (document: string, input: object = {}) => tell({ document, ...input });
  };
  return {
    offerTransfer: (computerIds: readonly string[], input: object = {}) =>
      offer({ toAssociation: 'ordi-56', computers: computerIds.map((computerId) => ({ computerId })), ...input }),
    acceptTransfer: take('acceptTransfer'),
    declineTransfer: take('declineTransfer'),
    confirmTransfer: take('confirmTransfer'),
    concludeTransfer: take('concludeTransfer'),
    withdrawTransfer: (transferId: string, input: object = {}) =>
      transferVerb('withdrawTransfer')({ transferId, ...input }),
    trust: call<{ trustedAssociation: { id: string; publicKey: string } }>(
      'trustAssociation',
      'trustedAssociation { id publicKey trustedOn history { verb } }',
    ),
    distrust: call<{ association: string }>('distrustAssociation', 'association'),
    publicKey: async () => (await manager.request<{ transferKey: string }>('{ transferKey }')).transferKey,
  };
}
