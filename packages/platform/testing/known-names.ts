import { OWNER_OF, type Named, type Owner } from '../peers/noun.ts';
import { ownerQuery } from '../peers/owner-names.ts';
import type { CallPeer } from '../peers/subgraph.ts';

/**
 * What the owners of foreign ids answer beside a service that is tested alone: every well-formed id names something, under
 * that id, until the test says otherwise. The owners themselves are real in `scripts/e2e/foreign-ids`.
 */
export interface KnownNames {
  /** From now on an id is refused by its owner, with a code. */
  refuse(id: string, code: string): void;
  /** From now on an id is kept by its owner under another. */
  keep(id: string, keptId: string): void;
  /** An owner that does not answer; null when all do. */
  away: Owner | null;
  /** What was asked, one list for each call. */
  asked: Named[][];
}

export interface NamingPeers extends KnownNames {
  callPeer: CallPeer;
}

/** Answers for the owners; everything else a service asks its peers goes to `others`. */
export function knownNames(others: CallPeer): NamingPeers {
  const answers = new Map<string, object>();
  const owners = new Set<string>(Object.values(OWNER_OF));
  const peers: NamingPeers = {
    refuse: (id, code) =>
      void answers.set(id, {
        id: null,
        whyNot: {
          code,
          en: `Its owner says ${code}.`,
          fr: `Son service dit ${code}.`,
        },
      }),
    keep: (id, keptId) => void answers.set(id, { id: keptId, whyNot: null }),
    away: null,
    asked: [],
    callPeer: async (peer, document, variables) => {
      const field = ownerQuery(peer);
      if (!owners.has(peer) || !document.includes(`${field}(`)) return others(peer, document, variables);
      if (peers.away === peer) throw new Error('connection refused');
      const names = variables['names'] as Named[];
      peers.asked.push(names);
      return {
        [field]: names.map(({ id }) => answers.get(id) ?? { id, whyNot: null }),
      };
    },
  };
  return peers;
}
