import { gql, type GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../kit/ids.ts';
import { aPerson } from '../attendance/attendance.factory.ts';

const PARTS = gql`
  fragment VisaParts on Visa {
    id
    state
    amount
    hoursAttended
    issuedOn
    startedOn
    completedOn
    person {
      id
    }
    programme {
      id
    }
    history {
      verb
      happenedOn
      details
    }
  }
`;

const verb = (name: string) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const document = `${PARTS} mutation ($input: ${type}!) {
    ${name}(input: $input) { visa { ...VisaParts } userErrors { field code } }
  }`;
  return async (trainer: GraphQLClient, input: object) => {
    const answer = await trainer.request(document, { input: { idempotencyKey: newTypeId('key'), ...input } });
    return answer[name];
  };
};

const issued = verb('issueVisa');
export const startVisa = verb('startVisa');
export const completeVisa = verb('completeVisa');

/** Issues a visa to somebody new in ordi solidaire Bretagne, unless told otherwise; answers the payload. */
export const issueVisa = (trainer: GraphQLClient, input: object = {}) =>
  issued(trainer, { personId: aPerson(), programmeId: 'ordi-solidaire-bretagne', ...input });

/** The id of a visa issued and started on a day. */
export async function aStartedVisa(trainer: GraphQLClient, personId: string, on: string): Promise<string> {
  const { visa } = await issueVisa(trainer, { personId, on });
  await startVisa(trainer, { visaId: visa.id, on });
  return visa.id;
}
