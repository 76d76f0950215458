import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

interface Line {
  id: string;
  person: { id: string };
  status: string;
  autonomy: string | null;
  minutes: number;
  history: object[];
}

export interface MadeSession {
  session: { id: string; seats: number; attendances: { nodes: Line[] }; history: object[] };
}

const FIELDS = `{
  id kind mode theme state scheduledOn heldOn cancellationReason minutes seats staffCount anonymousAttendance accessibility
  startTime courseName courseProvider { id } seatsLeft revision
  place { id } programme { id } organisation { id }
  attendances(first: 100) { nodes { id person { id } status autonomy minutes bookedOn history { verb } } }
  history { verb happenedOn recordedBy details }
}`;
const SESSION = `session ${FIELDS}`;
const SESSIONS = `sessions ${FIELDS}`;

const call = (trainer: GraphQLClient, verb: string, input: object) =>
  callVerb<MadeSession>(trainer, verb, SESSION, { idempotencyKey: newTypeId('key'), ...input });

export const holdSession = (trainer: GraphQLClient, input: object) => call(trainer, 'holdSession', input);
export const rescheduleSession = (trainer: GraphQLClient, input: object) => call(trainer, 'rescheduleSession', input);
export const annulSession = (trainer: GraphQLClient, input: object) => call(trainer, 'annulSession', input);
export const correctRegister = (trainer: GraphQLClient, input: object) =>
  call(trainer, 'correctRegister', { reason: 'OTHER', ...input });
export const cancelSession = (trainer: GraphQLClient, input: object) => call(trainer, 'cancelSession', input);

const usual = { kind: 'COLLECTIVE', mode: 'REMOTE', minutes: 60 };

/** Plans a remote collective session for today, unless told otherwise; answers the payload. */
export const scheduleSession = (trainer: GraphQLClient, input: object = {}) =>
  call(trainer, 'scheduleSession', { ...usual, scheduledOn: '2011-06-15', ...input });

/** Records a remote collective session of one hour to which one anonymous person came, unless told otherwise. */
export const recordSession = (trainer: GraphQLClient, input: object = {}) =>
  call(trainer, 'recordSession', { ...usual, anonymousAttendance: 1, ...input });

/** Records sessions at once, each as `recordSession` would. */
export const recordSessions = (trainer: GraphQLClient, sessions: object[], input: object = {}) =>
  callVerb<{ sessions: MadeSession['session'][] | null }>(trainer, 'recordSessions', SESSIONS, {
    idempotencyKey: newTypeId('key'),
    sessions: sessions.map((session) => ({ ...usual, anonymousAttendance: 1, ...session })),
    ...input,
  });

/** The id of a session to come. */
export async function aSession(trainer: GraphQLClient, input: object = {}): Promise<string> {
  return (await scheduleSession(trainer, input)).session.id;
}

/** Records sessions in which a person is seen for so many hours in all, at most twelve each. */
export async function hoursFor(trainer: GraphQLClient, personId: string, hours: number, on: string): Promise<void> {
  for (let left = hours * 60; left > 0; left -= 720) {
    const attendances = [{ personId }];
    const minutes = Math.min(left, 720);
    await recordSession(trainer, { kind: 'INDIVIDUAL', minutes, attendances, anonymousAttendance: 0, on });
  }
}
