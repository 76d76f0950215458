import { gql, type GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../kit/ids.ts';

const SESSION = gql`
  fragment SessionParts on Session {
    id
    kind
    mode
    theme
    state
    scheduledOn
    heldOn
    cancellationReason
    minutes
    seats
    staffCount
    anonymousAttendance
    accessibility
    place {
      id
    }
    programme {
      id
    }
    organisation {
      id
    }
    attendances(first: 100) {
      nodes {
        id
        person {
          id
        }
        status
        autonomy
        minutes
        bookedOn
        history {
          verb
        }
      }
    }
    history {
      verb
      happenedOn
      recordedBy
      details
    }
  }
`;

const verb = (name: string) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const document = `${SESSION} mutation ($input: ${type}!) {
    ${name}(input: $input) { session { ...SessionParts } userErrors { field code } }
  }`;
  return async (trainer: GraphQLClient, input: object) => {
    const answer = await trainer.request(document, { input: { idempotencyKey: newTypeId('key'), ...input } });
    return answer[name];
  };
};

export const holdSession = verb('holdSession');
export const cancelSession = verb('cancelSession');

const usual = { kind: 'COLLECTIVE', mode: 'REMOTE', minutes: 60 };
const scheduled = verb('scheduleSession');
const recorded = verb('recordSession');

/** Plans a remote collective session for today, unless told otherwise; answers the payload. */
export const scheduleSession = (trainer: GraphQLClient, input: object = {}) =>
  scheduled(trainer, { ...usual, scheduledOn: '2011-06-15', ...input });

/** Records a remote collective session of one hour to which one anonymous person came, unless told otherwise. */
export const recordSession = (trainer: GraphQLClient, input: object = {}) =>
  recorded(trainer, { ...usual, anonymousAttendance: 1, ...input });

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
