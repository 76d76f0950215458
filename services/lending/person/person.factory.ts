import { gql, type GraphQLClient } from 'graphql-request';
import type { RegisterPersonInput } from './register-person.ts';

const REGISTER_PERSON = gql`
  mutation ($input: RegisterPersonInput!) {
    registerPerson(input: $input) {
      person {
        id
        givenName
        familyName
        birthYear
        history {
          verb
          happenedOn
          details
        }
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`;

/** What `registerPerson` answers. */
export interface RegisteredPerson {
  person: { id: string } & Record<string, unknown>;
  userErrors: { field: string[]; code: string }[];
}

/** Registers somebody, named Yann Le Bihan unless told otherwise. */
export async function registerPerson(
  api: GraphQLClient,
  input: Partial<RegisterPersonInput> = {},
): Promise<RegisteredPerson> {
  const variables = { input: { givenName: 'Yann', familyName: 'Le Bihan', ...input } };
  const answer = await api.request<{ registerPerson: RegisteredPerson }>(REGISTER_PERSON, variables);
  return answer.registerPerson;
}
