import { GraphQLError } from 'graphql';
import type { Viewer } from '../access/viewer.ts';

/**
 * Milliseconds one statement may take. What anybody may ask takes a tenth of that; who has an account waits as long as for any
 * answer; a machine sends whole years, and is told nothing sooner by being cut short.
 */
export const PATIENCE_MS = { anybody: 3_000, account: 30_000, machine: 120_000 } as const;

/** PostgreSQL's code for a statement that was ended, by its time or by whoever waited for it. */
const ENDED = '57014';

/** How long statements of a viewer may take. */
export function patienceWith({ roles }: Viewer): number {
  if (roles.some((role) => role === 'instance' || role === 'service')) return PATIENCE_MS.machine;
  return roles.length > 0 ? PATIENCE_MS.account : PATIENCE_MS.anybody;
}

/** Whether an error of the database says that a statement was ended. */
export const wasEnded = (error: unknown): boolean => (error as { code?: string }).code === ENDED;

/** What is said instead of such an error: it was too much, or the service is on its way out. */
export const whyEnded = (isStopping: boolean): GraphQLError => (isStopping ? stopping() : tookTooLong());

const stopping = (): GraphQLError =>
  new GraphQLError('The service is being stopped, and nothing was kept: ask again in a moment.', {
    extensions: { code: 'STOPPING' },
  });

/** What is said of an answer that takes too long, whoever ended it. */
export const tookTooLong = (): GraphQLError =>
  new GraphQLError('The answer takes too long: ask for less.', { extensions: { code: 'TIMEOUT' } });
