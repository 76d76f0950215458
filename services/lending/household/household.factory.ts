import { gql, type GraphQLClient } from 'graphql-request';
import type { RegisterHouseholdInput } from './register-household.ts';

const REGISTER_HOUSEHOLD = gql`
  mutation ($input: RegisterHouseholdInput!) {
    registerHousehold(input: $input) {
      household {
        id
      }
      userErrors {
        code
      }
    }
  }
`;

/** Registers a household in Lorient at the beginning of 2007, whose means entitle it to loans, unless told otherwise; gives its id. */
export async function aHousehold(api: GraphQLClient, input: Partial<RegisterHouseholdInput> = {}): Promise<string> {
  const entitled = { quotientBand: 'UP_TO_600', quotientBandUntil: '2019-12-31' };
  const variables = { input: { commune: 'COM-56121', on: '2007-01-04', ...entitled, ...input } };
  const { registerHousehold } = await api.request<Registered>(REGISTER_HOUSEHOLD, variables);
  if (!registerHousehold.household) throw new Error(`No household: ${registerHousehold.userErrors[0]?.code}`);
  return registerHousehold.household.id;
}

interface Registered {
  registerHousehold: { household: { id: string } | null; userErrors: { code: string }[] };
}
