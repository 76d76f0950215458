import type { SubgraphSource } from './subgraph-source.ts';

/** Longer than a subgraph that runs takes to say so, shorter than those who ask the gateway wait. */
const READY_MS = 2_000;

/** The subgraphs that do not say within two seconds that they answer. */
export async function awayOf(sources: ReadonlyMap<string, SubgraphSource>): Promise<string[]> {
  const answers = await Promise.all(
    [...sources].map(async ([name, source]) => ({ name, isReady: await inTime(source.ready()) })),
  );
  return answers.filter(({ isReady }) => !isReady).map(({ name }) => name);
}

async function inTime(ready: Promise<void>): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, READY_MS, false).unref());
  const said = ready.then(
    () => true,
    () => false,
  );
  return Promise.race([said, late]);
}
