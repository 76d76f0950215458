import { gql, type GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../kit/ids.ts';

const PARTS = gql`
  fragment AttendanceParts on Attendance {
    id
    status
    bookedOn
    minutes
    person {
      id
    }
    session {
      id
    }
    history {
      verb
      happenedOn
    }
  }
`;
const BOOK = gql`
  ${PARTS}
  mutation ($input: BookSeatInput!) {
    bookSeat(input: $input) {
      attendance {
        ...AttendanceParts
      }
      userErrors {
        field
        code
      }
    }
  }
`;
const CANCEL = gql`
  ${PARTS}
  mutation ($input: CancelBookingInput!) {
    cancelBooking(input: $input) {
      attendance {
        ...AttendanceParts
      }
      userErrors {
        field
        code
      }
    }
  }
`;

/** An id that lending could have given. */
export const aPerson = (): string => newTypeId('person');

/** Books a seat, for somebody new unless told otherwise; answers the payload. */
export async function bookSeat(trainer: GraphQLClient, sessionId: string, input: object = {}) {
  const usual = { idempotencyKey: newTypeId('key'), sessionId, personId: aPerson() };
  return (await trainer.request(BOOK, { input: { ...usual, ...input } })).bookSeat;
}

/** Gives a seat back; answers the payload. */
export async function cancelBooking(trainer: GraphQLClient, attendanceId: string, input: object = {}) {
  const usual = { idempotencyKey: newTypeId('key'), attendanceId };
  return (await trainer.request(CANCEL, { input: { ...usual, ...input } })).cancelBooking;
}
