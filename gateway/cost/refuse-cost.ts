import { HeaderMap } from '@apollo/server';
import { GraphQLError, Kind, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import { today, type Clock } from '../../packages/calendar/clock.ts';
import type { Viewer } from '../../packages/platform/access/viewer.ts';
import type { GatewayContext } from '../data-source/subgraph-source.ts';
import { TOO_MANY_REQUESTS, tooManySaid, type TakePoints } from '../limits/limit-rate.ts';
import { costOf, type Asked, type Cost } from './cost-of.ts';
import { USUAL_NETWORK, type NetworkSize } from './network-size.ts';
import { BUDGETS, REQUEST } from './weights.ts';

export const COST_EXCEEDED = 'COST_EXCEEDED';

/** What one request of a viewer may cost. */
export const budgetOf = ({ roles }: Viewer): number => (roles.length === 0 ? BUDGETS.anybody : BUDGETS.account);

/** What an operation costs here. How large the network is, is asked only where it matters. */
export async function costHere(asked: Asked, clock: Clock, networkSize: () => Promise<NetworkSize>): Promise<Cost> {
  const day = today(clock);
  let matters = false;
  const estimate = costOf(asked, {
    today: day,
    get network() {
      matters = true;
      return USUAL_NETWORK;
    },
  });
  return matters ? costOf(asked, { today: day, network: await networkSize() }) : estimate;
}

/** Why an operation is refused to a viewer for what it costs; null when it is not. */
export function whyTooDear(cost: Cost, { viewer }: Pick<GatewayContext, 'viewer'>): GraphQLError | null {
  const budget = budgetOf(viewer);
  const { points, dearest } = cost;
  if (points <= budget) return null;
  const { path, times, factors } = dearest;
  const why = factors.length > 0 ? ` (${factors.join(' × ')})` : '';
  const message =
    `The answer would cost ${said(points)} points, and one request may cost ${said(budget)}. ` +
    `Most of it is ${path}, ${said(times)} ${times === 1 ? 'time' : 'times'}${why}. ${insteadOf(viewer)}`;
  return new GraphQLError(message, { extensions: { code: COST_EXCEEDED, cost: points, budget, dearest } });
}

/** Why an operation is refused for what its asker has asked for within the minute, with the request itself taken off; null when it is not. */
export async function whyTooMuch(
  { points }: Cost,
  { viewer, address = '' }: GatewayContext,
  take: TakePoints | undefined,
): Promise<GraphQLError | null> {
  const seconds = (await take?.({ viewer, address }, points - REQUEST)) ?? null;
  if (seconds === null) return null;
  const http = { status: 429, headers: new HeaderMap([['retry-after', String(seconds)]]) };
  const extensions = { code: TOO_MANY_REQUESTS, retryAfter: seconds, http };
  return new GraphQLError(tooManySaid(seconds), { extensions });
}

const insteadOf = ({ roles }: Viewer): string =>
  roles.length === 0
    ? `Ask for a wider level, a shorter period or fewer figures, or in several requests; signed in, for ${said(BUDGETS.account)} points.`
    : 'Ask for a wider level, a shorter period or fewer figures, or in several requests.';

const said = (count: number): string => count.toLocaleString('en');

/** The fragments of a document, by name. */
export function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((each) => [each.name.value, each]));
}
