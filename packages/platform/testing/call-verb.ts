import type { GraphQLClient } from 'graphql-request';

/** What every verb answers, beside what it made. */
export interface Answered {
  userErrors: { field: string[] | null; code: string; message: string; french: string }[];
}

/** Calls a verb by its name (`renewLoan`, whose input type is `RenewLoanInput`) and gives its payload. */
export async function callVerb<Made extends object>(
  api: GraphQLClient,
  verb: string,
  selection: string,
  input: object,
): Promise<Made & Answered> {
  const inputType = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`;
  const document = `mutation ($input: ${inputType}!) {
    payload: ${verb}(input: $input) {
      ${selection}
      userErrors { field code message french: message(language: FR) }
    }
  }`;
  const { payload } = await api.request<{ payload: Made & Answered }>(document, { input });
  return payload;
}
