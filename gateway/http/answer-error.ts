import type { Response } from 'express';

/** Answers with a GraphQL error before, or instead of, the GraphQL server. */
export function answerError(res: Response, status: number, code: string, message: string, more: object = {}): void {
  if (res.headersSent) return;
  res.status(status).json({ errors: [{ message, extensions: { code, ...more } }] });
}
