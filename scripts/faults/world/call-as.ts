import { request } from 'graphql-request';
import { tokenOf } from '../stage/orders.ts';

/** Asks an instance as somebody; rejects when it does not answer. */
export const callAs = (
  port: number,
  { role, association }: { role: string; association: string | null },
  document: string,
  variables: object,
): Promise<unknown> =>
  request({
    url: `http://127.0.0.1:${port}/graphql`,
    document,
    variables,
    requestHeaders: { authorization: `Bearer ${tokenOf(role, association)}` },
  });
