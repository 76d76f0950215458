import { parse, visit, type FieldNode } from 'graphql';
import { exactly } from '../../../packages/figures/read/figure-arithmetic.ts';
import type { FigureBounds } from '../../../packages/figures/read/figure.ts';
import type { CallPeer, SubgraphName } from '../../../packages/platform/peers/subgraph.ts';

/** The other services, as far as their figures go: what they tell, who is down, and what they were asked. */
export interface ScriptedPeers {
  callPeer: CallPeer;
  /** Figures and sets by name, of one scope (`lateLoans?period=2011`) or of any; all others are exactly 0, or empty. */
  told: Map<string, FigureBounds | string[]>;
  down: Set<SubgraphName>;
  /** Who still counts what was entered last. */
  counting: Set<SubgraphName>;
  /** Each call, with the fields of `Impact` it asked for. */
  calls: { peer: SubgraphName; fields: string[]; ids: string[] }[];
}

const AS_OF = '2012-01-15T10:00:00.000Z';
/** What lending tells of people is replaced less often. */
const PEOPLE_AS_OF = '2012-01-08T10:00:00.000Z';

export function thePeers(): ScriptedPeers {
  const peers: ScriptedPeers = {
    told: new Map(),
    down: new Set(),
    counting: new Set(),
    calls: [],
    callPeer: async (peer, document, { r }) => {
      const ids = (r as { id: string }[]).map(({ id }) => id);
      const fields = fieldsOf(document);
      peers.calls.push({ peer, fields, ids });
      if (peers.down.has(peer)) throw new Error('connection refused');
      return { _entities: ids.map((id) => answer(peers, peer, id, fields)) };
    },
  };
  return peers;
}

function answer({ told, counting }: ScriptedPeers, peer: SubgraphName, id: string, fields: readonly string[]) {
  const values = fields.map((name) => [name, told.get(`${name}?${id}`) ?? told.get(name) ?? nothing(name)] as const);
  const peopleAsOf = peer === 'lending' ? PEOPLE_AS_OF : null;
  const freshness = [{ association: 'defis', asOf: AS_OF, peopleAsOf, isPending: counting.has(peer) }];
  return { id, freshness, ...Object.fromEntries(values) };
}

const nothing = (name: string): FigureBounds | string[] => (name.endsWith('Members') ? [] : exactly(0));

/** The figures and sets that a document asks of `Impact`. */
function fieldsOf(document: string): string[] {
  const fields: string[] = [];
  const take = ({ name, alias }: FieldNode): void => {
    if (name.value !== 'id' && alias?.value !== 'freshness') fields.push(name.value);
  };
  visit(parse(document), {
    InlineFragment: ({ selectionSet }) => selectionSet.selections.forEach((one) => take(one as FieldNode)),
  });
  return fields;
}
