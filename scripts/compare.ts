import { isDeepStrictEqual } from 'node:util';
import { GraphQLClient } from 'graphql-request';
import { table, writeSection } from './bench/write-section.ts';
import { describeMachine } from './bench/machine.ts';
import { readKeptData } from './e2e/env.ts';
import { ask } from './e2e/network/ask.ts';
import { isHiveInstalled, startHiveGateway } from './e2e/network/hive-gateway.ts';
import { DEFIS, HUB, type Network } from './e2e/network/network.ts';
import { openLoadedNetwork } from './e2e/network/open-loaded-network.ts';
import { type Question, QUESTIONS } from './e2e/network/questions.ts';

/** Ports after those of the network itself. */
const HIVE_PORTS = { [HUB.name]: 19, [DEFIS.name]: 20 };

/** `npm run compare`: the same questions to our gateway and to Hive Gateway, over the same subgraphs and supergraph. */
async function main(): Promise<void> {
  if (!isHiveInstalled()) throw new Error('Run "npm ci --prefix scripts/compare --ignore-scripts" first.');
  const network = await openLoadedNetwork(readKeptData());
  try {
    await network.run('split');
    const rows = await compareAll(network);
    const text = `${describeMachine(new Date())}\n\n${table([['question', 'at', 'answers', 'ours', 'Hive Gateway'], ...rows])}`;
    console.log(text);
    await writeSection('compare', text);
    if (rows.some(([, , verdict]) => verdict !== 'equal')) process.exitCode = 1;
  } finally {
    await network.close();
  }
}

async function compareAll(network: Network): Promise<string[][]> {
  const base = network.addresses.portOf(HUB);
  const hives = await Promise.all([HUB, DEFIS].map((at) => startHiveGateway(network, at, base + HIVE_PORTS[at.name]!)));
  try {
    const rows: string[][] = [];
    for (const question of QUESTIONS)
      rows.push(await compare(network, question, hives[question.at === HUB ? 0 : 1]!.url));
    return rows;
  } finally {
    await Promise.all(hives.map((hive) => hive.stop()));
  }
}

async function compare(network: Network, { title, at, role, document }: Question, hiveUrl: string): Promise<string[]> {
  const ours = await network.as(role, at);
  const hive = new GraphQLClient(hiveUrl, ours.requestConfig);
  const [ourAnswer, ourTime] = await timed(() => ask(ours, document));
  const [hiveAnswer, hiveTime] = await timed(() => ask(hive, document));
  const isEqual = ourAnswer.errors.length === 0 && isDeepStrictEqual(ourAnswer, hiveAnswer);
  if (!isEqual) console.log(title, JSON.stringify(ourAnswer).slice(0, 2000), JSON.stringify(hiveAnswer).slice(0, 2000));
  return [title, at.name, isEqual ? 'equal' : 'DIFFERENT', ourTime, hiveTime];
}

/** The second of two answers, with its time: the first one also plans the query. */
async function timed<T>(answer: () => Promise<T>): Promise<[T, string]> {
  await answer();
  const from = performance.now();
  const result = await answer();
  return [result, `${(performance.now() - from).toFixed(0)} ms`];
}

await main();
