import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { hoursFor } from '../session/session.factory.ts';

export interface MadeVisa {
  visa: {
    id: string;
    state: string;
    amount: number;
    hoursNeeded: number;
    hoursAttended: number;
    validUntil: string;
    history: object[];
  };
}

const VISA = `visa {
  id state amount hoursNeeded hoursAttended issuedOn validUntil startedOn completedOn paidOn cancelledOn
  cancellationReason person { id } programme { id } allocation { id visas } claims { id }
  history { verb happenedOn details }
}`;

const call = (trainer: GraphQLClient, verb: string, input: object) =>
  callVerb<MadeVisa>(trainer, verb, VISA, { idempotencyKey: newTypeId('key'), ...input });

export const startVisa = (trainer: GraphQLClient, input: object) => call(trainer, 'startVisa', input);
export const completeVisa = (trainer: GraphQLClient, input: object) => call(trainer, 'completeVisa', input);

export const cancelVisa = (trainer: GraphQLClient, input: object) =>
  call(trainer, 'cancelVisa', { reason: 'GIVEN_UP', ...input });

/** Issues a visa to somebody new in ordi solidaire Bretagne, unless told otherwise; answers the payload. */
export const issueVisa = (trainer: GraphQLClient, input: object = {}) =>
  call(trainer, 'issueVisa', { personId: aPerson(), programmeId: 'ordi-solidaire-bretagne', ...input });

/** The id of a visa issued and started on a day. */
export async function aStartedVisa(trainer: GraphQLClient, personId: string, on: string): Promise<string> {
  const { visa } = await issueVisa(trainer, { personId, on });
  await startVisa(trainer, { visaId: visa.id, on });
  return visa.id;
}

/** The id of a visa whose ten hours were attended, on a day. */
export async function aCompletedVisa(trainer: GraphQLClient, on: string, personId = aPerson()): Promise<string> {
  const visaId = await aStartedVisa(trainer, personId, on);
  await hoursFor(trainer, personId, 10, on);
  await completeVisa(trainer, { visaId, on });
  return visaId;
}
