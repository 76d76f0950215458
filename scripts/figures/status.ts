import type { GraphQLClient } from 'graphql-request';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../packages/platform/peers/subgraph.ts';
import type { Asked } from './commands.ts';
import { EXIT } from '../command/exit.ts';

/** How the figures of one service stand, as the graph tells it. */
export interface Status {
  service: SubgraphName;
  association: string | null;
  install: string | null;
  epoch: number;
  asOf: string | null;
  markersWaiting: number;
  slices: { held: number; sealed: number; adjustments: number; acknowledged: number; pending: number; refused: number };
  refused: {
    association: string;
    period: string;
    part: number;
    code: string;
    message: string | null;
    refusedAt: string;
  }[];
  hub: string | null;
  hubIncarnation: string | null;
  comparedAt: string | null;
  publishedAt: string | null;
  publicationError: string | null;
  lastAudit: { endedAt: string; slices: number; drifted: string[]; rollups: number } | null;
  touchedYears: { year: string; differences: number | null }[];
  heard: { association: string; asOf: string; receivedAt: string; slices: number }[];
  doubted: Doubted[];
}

/** A slice that the hub does not take for what it says. */
export interface Doubted {
  id: string;
  association: string;
  code: string;
  message: string;
}

const FIELDS = `service association install epoch asOf markersWaiting hub hubIncarnation comparedAt publishedAt publicationError
  slices { held sealed adjustments acknowledged pending refused }
  refused { association period part code message refusedAt } doubted { id association code message(language: $language) } lastAudit { endedAt slices drifted rollups }
  touchedYears { year differences } heard { association asOf receivedAt slices }`;

/** Asks how the figures stand, in one question for all services. */
export async function readStatuses(
  api: GraphQLClient,
  { services, language }: Pick<Asked, 'services' | 'language'>,
): Promise<Status[]> {
  const named = services ?? SUBGRAPH_NAMES;
  const asked = named.map((service) => `${service}: ${service}FiguresStatus { ${FIELDS} }`);
  const answer = await api.request<Record<string, Status>>(
    `query Status($language: Language!) { ${asked.join(' ')} }`,
    { language },
  );
  return named.map((service) => answer[service]!);
}

/** Whether somebody has to look: the hub refuses something, or does not answer; or a sealed year waits for a decision. */
export function exitOfStatus(statuses: readonly Status[]): number {
  const isWell = statuses.every(
    ({ slices, publicationError, touchedYears, doubted }) =>
      slices.refused === 0 &&
      doubted.length === 0 &&
      publicationError === null &&
      touchedYears.every(({ differences }) => differences === null),
  );
  return isWell ? EXIT.well : EXIT.attention;
}
