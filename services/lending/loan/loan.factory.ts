import { gql, type GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { aHousehold } from '../household/household.factory.ts';
import type { LoanPriority } from './loan.entity.ts';
import type { RequestLoanInput } from './request-loan.ts';

/** What every verb on a loan answers. */
export interface LoanAnswer {
  loan: { id: string; state: string } & Record<string, unknown>;
  userErrors: { field: string[] | null; code: string; message: string; fr: string }[];
}

/** Sends a verb on a loan: `tell(api, 'renewLoan', { loanId, … }, 'dueOn')`; the input type bears the verb's name. */
export async function tell(api: GraphQLClient, verb: string, input: object, fields = ''): Promise<LoanAnswer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const answer = await api.request<Record<string, LoanAnswer>>(
    gql`
      mutation ($input: ${type}!) {
        ${verb}(input: $input) {
          loan { id state ${fields} }
          userErrors { field code message fr: message(language: FR) }
        }
      }
    `,
    { input },
  );
  return answer[verb]!;
}

/** Sends a verb that is expected to succeed; gives the loan's id. */
export async function done(api: GraphQLClient, verb: string, input: object): Promise<string> {
  const { loan, userErrors } = await tell(api, verb, input);
  if (userErrors[0]) throw new Error(`${verb}: ${userErrors[0].code}`);
  return loan.id;
}

/** A loan asked for by a household of its own, at the beginning of 2011 unless told otherwise; gives its id. */
export async function aLoan(api: GraphQLClient, input: Partial<RequestLoanInput> = {}): Promise<string> {
  const borrower = input.organisationId ? {} : { householdId: input.householdId ?? (await aHousehold(api)) };
  return done(api, 'requestLoan', { ...borrower, on: '2011-01-03', ...input });
}

/** A loan whose contract is signed; gives its id. */
export async function aSignedLoan(api: GraphQLClient, input: Partial<RequestLoanInput> = {}): Promise<string> {
  const loanId = await aLoan(api, input);
  await done(api, 'approveLoan', { loanId, on: input.on ?? '2011-01-03' });
  return done(api, 'signLoan', { loanId, on: input.on ?? '2011-01-03' });
}

/** A loan whose borrower has a computer since it was signed, or since `startedOn`; gives both ids. */
export async function anActiveLoan(
  api: GraphQLClient,
  { startedOn, computerId = newTypeId('computer'), ...input }: Partial<RequestLoanInput> & ActiveLoan = {},
): Promise<{ loanId: string; computerId: string }> {
  const on = startedOn ?? '2011-01-10';
  const loanId = await aSignedLoan(api, { ...input, on });
  await done(api, 'handOverComputer', { loanId, computerId, on, idempotencyKey: aKey() });
  return { loanId, computerId };
}

interface ActiveLoan {
  startedOn?: string;
  computerId?: string;
}

/** A loan on the waiting list since the day it was asked for; gives its id. */
export async function aWaitingLoan(
  api: GraphQLClient,
  { priority, reason, ...input }: Partial<RequestLoanInput> & { priority?: LoanPriority; reason?: string } = {},
): Promise<string> {
  const on = input.on ?? '2011-01-03';
  const loanId = await aLoan(api, { ...input, on });
  return done(api, 'waitlistLoan', { loanId, on, priority, reason });
}

/** An idempotency key of its own. */
export const aKey = (): string => newTypeId('key');
