import { randomUUID } from 'node:crypto';
import type { GraphQLClient } from 'graphql-request';

/** What came back: the data, and each error as `path: CODE`. */
export interface Told {
  // Whatever the document selects; each test says what it expects of it.
  data: any;
  errors: string[];
}

/** Sends a document; errors are part of the answer. */
export async function ask(client: GraphQLClient, document: string, variables: object = {}): Promise<Told> {
  const { data, errors } = await client.rawRequest(document, variables as Record<string, unknown>);
  return {
    data,
    errors: (errors ?? []).map(({ path, extensions }) => `${path?.join('.') ?? ''}: ${String(extensions?.['code'])}`),
  };
}

/** Sends a document that must be answered without an error. */
export async function learn(client: GraphQLClient, document: string, variables: object = {}): Promise<any> {
  const { data, errors } = await ask(client, document, variables);
  if (errors.length > 0) throw new Error(`${errors.join(', ')} in the answer to ${document}`);
  return data;
}

/** What a verb answered: what it made, and the codes of its refusals. */
export interface Done {
  made: any;
  codes: string[];
}

/** Calls a verb: `act(lender, 'renewLoan', { loanId, … }, 'loan { state }')`. */
export async function act(client: GraphQLClient, verb: string, input: object, made: string): Promise<Done> {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input!`;
  const document = `mutation Act($input: ${type}) { answer: ${verb}(input: $input) { ${made} userErrors { code message } } }`;
  const { answer } = await learn(client, document, { input });
  const [field] = made.split(' ', 1);
  return { made: answer[field!], codes: answer.userErrors.map(({ code }: { code: string }) => code) };
}

/** Calls a verb that must not be refused; gives what it made. */
export async function done(client: GraphQLClient, verb: string, input: object, made: string): Promise<any> {
  const { made: result, codes } = await act(client, verb, input, made);
  if (codes.length > 0) throw new Error(`${verb} was refused: ${codes.join(', ')}`);
  return result;
}

/** A new idempotency key. */
export const aKey = (): string => `e2e ${randomUUID()}`;
