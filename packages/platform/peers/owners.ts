import DataLoader from 'dataloader';
import type { CallPeer } from './subgraph.ts';
import { OWNER_OF, type Known, type Named, type Owner, type WhyNotNamed } from './noun.ts';
import { ownerQuery } from './owner-names.ts';

/** The other services of the instance, as those that know what their ids name. */
export interface Owners {
  /**
   * What ids name, in their order. Each owner is asked once for all of them, and never twice for the same in one request.
   * An owner that does not answer makes each of its ids `…_UNREACHABLE`.
   */
  ask(named: readonly Named[]): Promise<Known[]>;
  /** The same before they are named one by one, as by an import. Throws when an owner does not answer. */
  askAhead(named: readonly Named[]): Promise<void>;
}

/**
 * The owners as a service reaches them through the graph. What they answered holds for one request, or one run of a job;
 * without `cache`, for what is asked in the same moment only.
 */
export function ownersThrough(callPeer: CallPeer, { cache = true }: { cache?: boolean } = {}): Owners {
  const loader: DataLoader<Named, Known, string> = new DataLoader((named) => askEach(callPeer, named), {
    cache,
    cacheKeyFn: ({ noun, id, from, to }) => [noun, id, from, to].join(' '),
  });
  const load = async (named: readonly Named[]): Promise<(Known | Error)[]> => {
    const known = await loader.loadMany(named);
    // Whoever asks again later may be luckier.
    known.forEach((one, index) => one instanceof Error && loader.clear(named[index]!));
    return known;
  };
  return {
    ask: async (named) =>
      (await load(named)).map((known, index) =>
        known instanceof Error ? { whyNot: UNREACHABLE[OWNER_OF[named[index]!.noun]] } : known,
      ),
    askAhead: async (named) => {
      const failed = (await load(named)).find((known) => known instanceof Error);
      if (failed) throw failed;
    },
  };
}

async function askEach(callPeer: CallPeer, named: readonly Named[]): Promise<(Known | Error)[]> {
  const byOwner = Map.groupBy(named, ({ noun }) => OWNER_OF[noun]);
  const answers = new Map<Named, Known | Error>();
  const askOne = async ([owner, asked]: [Owner, Named[]]): Promise<void> => {
    const known = await askOwner(callPeer, owner, asked).catch((error: Error) => asked.map(() => error));
    asked.forEach((one, index) => answers.set(one, known[index] ?? new Error(`${owner} left ${one.id} out`)));
  };
  await Promise.all([...byOwner].map(askOne));
  return named.map((one) => answers.get(one)!);
}

async function askOwner(callPeer: CallPeer, owner: Owner, names: readonly Named[]): Promise<Known[]> {
  const field = ownerQuery(owner);
  const document = `query ($names: [NamedInput!]!) {
    ${field}(names: $names) { id whyNot { code en: message(language: EN) fr: message(language: FR) } }
  }`;
  const answer = await callPeer(owner, document, { names });
  return (answer[field] as { id: string | null; whyNot: WhyNotNamed | null }[]).map(({ id, whyNot }) =>
    whyNot ? { whyNot } : { id: id! },
  );
}

const UNREACHABLE: Record<Owner, WhyNotNamed> = {
  partners: {
    code: 'PARTNERS_UNREACHABLE',
    en: 'The directory of organisations and programmes does not answer. Nothing was kept: repeat this very request in a minute.',
    fr: "L'annuaire des organismes et des programmes ne répond pas. Rien n'a été gardé : répétez cette même demande dans une minute.",
  },
  lending: {
    code: 'LENDING_UNREACHABLE',
    en: 'The register of people and loans does not answer. Nothing was kept: repeat this very request in a minute.',
    fr: "Le registre des personnes et des prêts ne répond pas. Rien n'a été gardé : répétez cette même demande dans une minute.",
  },
};
