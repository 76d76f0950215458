import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { digestOf, type Decision } from './message.ts';
import { sign, type SigningKey } from './signing-key.ts';
import type { Transfer } from './transfer.entity.ts';

interface Decided {
  decision: Decision['decision'];
  on: string;
  key: SigningKey;
}

/** The giving side decides once, alone, and signs it: the machines are its own until it releases them. */
export async function decide(
  { association }: Pick<ServiceContext, 'association'>,
  transfer: Transfer,
  { decision, on, key }: Decided,
): Promise<void> {
  const message: Decision = {
    kind: 'DECISION',
    transferId: transfer.id,
    from: association!,
    to: transfer.association,
    on,
    offerDigest: digestOf(transfer.offer),
    decision,
  };
  Object.assign(transfer, { state: decision, decidedOn: on, decision: await sign(message, key) });
}
