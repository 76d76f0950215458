import type { GraphQLClient } from 'graphql-request';
import type { Asked } from './commands.ts';
import { runOperation, type Outcome } from './operations.ts';
import { readStatuses } from './status.ts';

/** Accepts whatever of an association waits at the hub for being implausible, as it stands when it is looked at. */
export async function acceptAll(api: GraphQLClient, association: string, asked: Asked): Promise<Outcome> {
  const { dryRun, language } = asked;
  const outcome: Outcome = { dryRun, changes: [], looked: { slices: 0, services: 0 }, refusals: [] };
  for (const { service, doubted } of await readStatuses(api, asked)) {
    const waiting = doubted.filter((one) => one.association === association && one.code === 'IMPLAUSIBLE');
    if (waiting.length === 0) continue;
    const input = { ids: waiting.map(({ id }) => id) };
    const { changes, refusals } = await runOperation(
      api,
      { verb: 'accept', input },
      { services: [service], dryRun, language },
    );
    outcome.changes.push(...changes);
    outcome.refusals.push(...refusals);
  }
  return outcome;
}
