import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../kit/ids.ts';
import { callVerb } from '../../kit/testing/call-verb.ts';
import { aPerson } from '../attendance/attendance.factory.ts';

export interface MadeVisa {
  visa: { id: string; history: object[] };
}

const VISA = `visa {
  id state amount hoursAttended issuedOn startedOn completedOn person { id } programme { id }
  history { verb happenedOn details }
}`;

const call = (trainer: GraphQLClient, verb: string, input: object) =>
  callVerb<MadeVisa>(trainer, verb, VISA, { idempotencyKey: newTypeId('key'), ...input });

export const startVisa = (trainer: GraphQLClient, input: object) => call(trainer, 'startVisa', input);
export const completeVisa = (trainer: GraphQLClient, input: object) => call(trainer, 'completeVisa', input);

/** Issues a visa to somebody new in ordi solidaire Bretagne, unless told otherwise; answers the payload. */
export const issueVisa = (trainer: GraphQLClient, input: object = {}) =>
  call(trainer, 'issueVisa', { personId: aPerson(), programmeId: 'ordi-solidaire-bretagne', ...input });

/** The id of a visa issued and started on a day. */
export async function aStartedVisa(trainer: GraphQLClient, personId: string, on: string): Promise<string> {
  const { visa } = await issueVisa(trainer, { personId, on });
  await startVisa(trainer, { visaId: visa.id, on });
  return visa.id;
}
