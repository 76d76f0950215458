import type { Response } from 'express';

/** Answers with a GraphQL error before, or instead of, the GraphQL server. */
export function answerError(res: Response, status: number, code: string, message: string, more: object = {}): void {
  if (res.headersSent) return;
  // What was about to be sent instead is not: neither its type nor how long it may be kept.
  for (const name of ['content-type', 'content-encoding']) res.removeHeader(name);
  res
    .set('cache-control', 'no-store')
    .status(status)
    .json({ errors: [{ message, extensions: { code, ...more } }] });
}
