import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

export interface MadeAttendance {
  attendance: { id: string; status: string; person: { id: string } };
}

const ATTENDANCE = `attendance {
  id status bookedOn minutes person { id } session { id } history { verb happenedOn }
}`;

const call = (trainer: GraphQLClient, verb: string, input: object) =>
  callVerb<MadeAttendance>(trainer, verb, ATTENDANCE, { idempotencyKey: newTypeId('key'), ...input });

/** An id that lending could have given. */
export const aPerson = (): string => newTypeId('person');

/** Books a seat, for somebody new unless told otherwise; answers the payload. */
export const bookSeat = (trainer: GraphQLClient, sessionId: string, input: object = {}) =>
  call(trainer, 'bookSeat', { sessionId, personId: aPerson(), ...input });

/** Gives a seat back; answers the payload. */
export const cancelBooking = (trainer: GraphQLClient, attendanceId: string, input: object = {}) =>
  call(trainer, 'cancelBooking', { attendanceId, ...input });
