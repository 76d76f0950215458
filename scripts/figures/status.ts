import type { GraphQLClient } from 'graphql-request';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../services/kit/subgraph.ts';
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
  refused: { association: string; period: string; part: number; code: string; refusedAt: string }[];
  hub: string | null;
  hubIncarnation: string | null;
  comparedAt: string | null;
  publishedAt: string | null;
  publicationError: string | null;
  lastAudit: { endedAt: string; slices: number; drifted: string[]; rollups: number } | null;
  touchedYears: { year: string; differences: number | null }[];
  heard: { association: string; asOf: string; receivedAt: string; slices: number }[];
}

const FIELDS = `service association install epoch asOf markersWaiting hub hubIncarnation comparedAt publishedAt publicationError
  slices { held sealed adjustments acknowledged pending refused }
  refused { association period part code refusedAt } lastAudit { endedAt slices drifted rollups }
  touchedYears { year differences } heard { association asOf receivedAt slices }`;

/** Asks how the figures stand, in one question for all services. */
export async function readStatuses(
  api: GraphQLClient,
  services: readonly SubgraphName[] = SUBGRAPH_NAMES,
): Promise<Status[]> {
  const asked = services.map((service) => `${service}: ${service}FiguresStatus { ${FIELDS} }`);
  const answer = await api.request<Record<string, Status>>(`query Status { ${asked.join(' ')} }`);
  return services.map((service) => answer[service]!);
}

/** Whether somebody has to look: the hub refuses something, or does not answer; or a sealed year waits for a decision. */
export function exitOfStatus(statuses: readonly Status[]): number {
  const isWell = statuses.every(
    ({ slices, publicationError, touchedYears }) =>
      slices.refused === 0 &&
      publicationError === null &&
      touchedYears.every(({ differences }) => differences === null),
  );
  return isWell ? EXIT.well : EXIT.attention;
}
