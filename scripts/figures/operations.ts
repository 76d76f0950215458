import type { GraphQLClient } from 'graphql-request';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../packages/platform/peers/subgraph.ts';
import { EXIT } from '../command/exit.ts';

/** A command that changes figures: its verb in the graph, with what it is told besides whether it is a dry run. */
export interface Operation {
  verb: 'compare' | 'republish' | 'seal' | 'adjust' | 'audit' | 'restore' | 'accept';
  input: Record<string, unknown>;
}

/** The GraphQL input of each verb. */
const INPUTS: Record<Operation['verb'], string> = {
  compare: 'OperateFiguresInput',
  republish: 'OperateFiguresInput',
  seal: 'SealFiguresInput',
  adjust: 'AdjustFiguresInput',
  audit: 'AuditFiguresInput',
  restore: 'OperateFiguresInput',
  accept: 'AcceptFiguresInput',
};

/** One thing done, or that would be done, in one service. */
export interface ToldChange {
  service: SubgraphName;
  action: string;
  association: string | null;
  period: string | null;
  part: number | null;
  count: number | null;
}

/** Why one service did nothing. */
export interface ToldRefusal {
  service: SubgraphName;
  code: string;
  message: string;
}

/** What a command came to. */
export interface Outcome {
  dryRun: boolean;
  changes: ToldChange[];
  /** At how many slices of how many services it looked; none where looking is not what it does. */
  looked: { slices: number; services: number };
  refusals: ToldRefusal[];
}

export interface Running {
  services?: readonly SubgraphName[];
  dryRun: boolean;
  language: 'EN' | 'FR';
}

interface Payload {
  changes: Omit<ToldChange, 'service'>[];
  looked: number | null;
  userErrors: Omit<ToldRefusal, 'service'>[];
}

/** Runs a command in each service, one after the other: what one refuses holds up no other. */
export async function runOperation(
  api: GraphQLClient,
  { verb, input }: Operation,
  { services = SUBGRAPH_NAMES, dryRun, language }: Running,
): Promise<Outcome> {
  const outcome: Outcome = { dryRun, changes: [], looked: { slices: 0, services: 0 }, refusals: [] };
  for (const service of services) {
    const field = `${verb}${service[0]!.toUpperCase()}${service.slice(1)}Figures`;
    const { payload } = await api.request<{ payload: Payload }>(
      `mutation Operate($input: ${INPUTS[verb]}!, $language: Language!) { payload: ${field}(input: $input) {
        changes { action association period part count } looked userErrors { code message(language: $language) }
      } }`,
      { input: { dryRun, ...input }, language },
    );
    if (payload.looked !== null) {
      outcome.looked.slices += payload.looked;
      outcome.looked.services++;
    }
    outcome.changes.push(...payload.changes.map((change) => ({ service, ...change })));
    outcome.refusals.push(...payload.userErrors.map((refusal) => ({ service, ...refusal })));
  }
  return outcome;
}

/** Somebody has to look at what only a command that looks has found. */
const LOOKS: ReadonlySet<Operation['verb']> = new Set(['compare', 'audit'] as const);
const NOTHING = /^NOTHING_/;

/** One service that has nothing to do is well, as long as another had something. */
export function exitOf({ verb }: Operation, { dryRun, changes, refusals }: Outcome): number {
  const failures = refusals.filter(({ code }) => changes.length === 0 || !NOTHING.test(code));
  if (failures.length > 0) return EXIT.failed;
  const isFound = dryRun && LOOKS.has(verb) && changes.length > 0;
  return isFound || changes.some(({ action }) => action === 'LOOK_AT') ? EXIT.attention : EXIT.well;
}
