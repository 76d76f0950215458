import { readKeptData } from '../e2e/env.ts';

/** What a peer of the measurements is told: where it listens, and the statement of the floor if it is one. */
export function readPeer(variables: Record<string, string | undefined> = process.env) {
  const { PORT, DATABASE_URL, STATEMENT } = variables;
  return { port: Number(PORT), databaseUrl: DATABASE_URL ?? '', statement: STATEMENT ?? '' };
}

export { readKeptData };
