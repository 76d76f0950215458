import type { GraphQLClient } from 'graphql-request';
import { aKey, done } from './ask.ts';

/** A loan of a new household whose contract is signed; dated `on`, today by default. */
export async function signedLoan(lender: GraphQLClient, on?: string): Promise<string> {
  const people = [{ givenName: 'Personne', familyName: 'exemple E2E', birthYear: 1980 }];
  const household = await done(
    lender,
    'registerHousehold',
    { commune: 'COM-56121', people, size: 3, quotientBand: 'UP_TO_600', on, idempotencyKey: aKey() },
    'household { id }',
  );
  const step = async (verb: string, input: object): Promise<string> =>
    (await done(lender, verb, { ...input, on, idempotencyKey: aKey() }, 'loan { id }')).id;
  const loanId = await step('requestLoan', { householdId: household.id, programmeId: 'ordi-solidaire-bretagne' });
  await step('approveLoan', { loanId });
  return step('signLoan', { loanId });
}
