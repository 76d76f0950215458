import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

export interface MadeClaim {
  claim: { id: string; number: string; lines: { visa: { id: string; state: string }; outcome: string | null }[] };
}

const CLAIM = `claim {
  id number claimedOn settledOn amount amountPaid programme { id }
  lines { outcome reason visa { id state paidOn } } history { verb happenedOn details }
}`;

const call = (manager: GraphQLClient, verb: string, input: object) =>
  callVerb<MadeClaim>(manager, verb, CLAIM, { idempotencyKey: newTypeId('key'), ...input });

/** Asks the Region to pay visas; answers the payload. */
export const claimVisas = (manager: GraphQLClient, visaIds: string[], input: object = {}) =>
  call(manager, 'claimVisas', { visaIds, ...input });

/** Notes what the Region answered; answers the payload. */
export const settleVisaClaim = (manager: GraphQLClient, claimId: string, input: object = {}) =>
  call(manager, 'settleVisaClaim', { claimId, ...input });
