import type { SubgraphName } from '../../../platform/peers/subgraph.ts';
import { manifestQuery, sealedQuery } from '../message/figures-names.ts';
import type { FiguresManifest } from './manifest-message.ts';
import type { ManifestEntry } from './manifest.ts';
import { askHub } from '../message/ask-hub.ts';
import type { Upstream } from '../../../platform/peers/upstream.ts';
import type { Slice } from '../../slices/slice.ts';

/** The hub above, as far as comparing goes. */
export interface Asked {
  service: SubgraphName;
  upstream: Upstream;
}

/** What a hub holds, by year: the digests alone. */
export async function askDigests({ service, upstream }: Asked, association: string): Promise<FiguresManifest> {
  const query = manifestQuery(service);
  const document = `query Compare($association: ID!) {
    ${query}(association: $association) { incarnation years { year digest } }
  }`;
  return (await askHub<Record<string, FiguresManifest>>(upstream, document, { association }))[query]!;
}

/** Which slices a hub holds of some years. */
export async function askHeads(
  { service, upstream }: Asked,
  association: string,
  years: readonly string[],
): Promise<ManifestEntry[]> {
  const query = manifestQuery(service);
  const document = `query Compare($association: ID!, $years: [ID!]) {
    ${query}(association: $association, years: $years) {
      years { heads { period part epoch revision digest sealed } }
    }
  }`;
  const answer = await askHub<Record<string, FiguresManifest>>(upstream, document, { association, years });
  return answer[query]!.years.flatMap(({ heads }) => heads);
}

/** The sealed slices of a year, as they were signed. */
export async function askSealed({ service, upstream }: Asked, association: string, year: string): Promise<Slice[]> {
  const query = sealedQuery(service);
  const document = `query TakeBack($association: ID!, $year: ID!) {
    ${query}(association: $association, year: $year) {
      association period part epoch revision digest contract sealed reason install signature asOf
      facts { territory measure programme member value }
    }
  }`;
  type Sent = Omit<Slice, 'asOf'> & { asOf: string };
  const answer = await askHub<Record<string, Sent[]>>(upstream, document, { association, year });
  return answer[query]!.map((slice) => ({ ...slice, asOf: new Date(slice.asOf) }));
}
