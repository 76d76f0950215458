import type { Freshness } from '../../../packages/figures/read/freshness.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { SubgraphName } from '../../../packages/platform/peers/subgraph.ts';
import type { ImpactWithIngredients } from './impact-part.ts';
import { FiguresUnreachable } from './unreachable.ts';

/** What one service says of one `Impact`: its figures and sets by name, and how fresh they are. */
export type PeerAnswer = Partial<ImpactWithIngredients> & Record<string, unknown> & { freshness: Freshness[] };

const SETS = /Members$/;
const BOUNDS = '{ value atLeast atMost status reason }';

/** Asks a service for some fields of any number of `Impact`s, in one call. Throws `FIGURES_UNREACHABLE`. */
export async function askPeer(
  { callPeer }: Pick<ServiceContext, 'callPeer'>,
  service: SubgraphName,
  ids: readonly string[],
  fields: readonly string[],
): Promise<Map<string, PeerAnswer>> {
  const selection = fields.map((field) => (SETS.test(field) ? field : `${field} ${BOUNDS}`));
  const document = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact {
    id freshness: ${service}Freshness { association asOf receivedAt peopleAsOf isOnTime isPending refusedWith refusedSince } ${selection.join(' ')}
  } } }`;
  const r = ids.map((id) => ({ __typename: 'Impact', id }));
  try {
    const { _entities } = (await callPeer(service, document, { r })) as { _entities: (PeerAnswer | null)[] };
    const answers = _entities.filter((answer): answer is PeerAnswer => answer !== null);
    if (answers.length < ids.length) throw new Error(`${service} knows nothing of a scope it was asked about`);
    return new Map(answers.map((answer) => [answer['id'] as string, answer]));
  } catch (cause) {
    throw new FiguresUnreachable(service, cause);
  }
}
