import { join } from 'node:path';
import { DEFIS, HUB, type Network } from '../e2e/network/network.ts';
import { isHiveInstalled, startHiveGateway } from '../e2e/network/hive-gateway.ts';
import { type ProcessSettings, type RunningProcess, runProcess } from '../e2e/network/run-process.ts';
import { measureRate } from './measure-rate.ts';
import type { ReferenceQuery } from './reference-queries.ts';

export interface Rate {
  title: string;
  way: string;
  perSecond: number;
  /** How many times as fast ours, in one process, is. */
  ratio: number;
}

/** Ports after those of the network itself. */
const [HIVE_OFFSET, PEER_OFFSET] = [19, 21];
const OURS = 'ours, in one process';

/** Measures each query in each way of answering it, one after the other. */
export async function measureWays(network: Network, queries: readonly ReferenceQuery[]): Promise<Rate[]> {
  const found = [
    ...(await measureAll(queries, OURS, (query) => askGraph(network, query))),
    ...(await measureAll(queries, "the same with the library's own data source", (query) => askStock(network, query))),
    ...(await measureAll(queries, 'the floor: one SQL statement behind node:http', (query) =>
      askFloor(network, query),
    )),
  ];
  await network.run('split');
  found.push(...(await measureAll(queries, 'ours, split, over HTTP', (query) => askGraph(network, query))));
  if (isHiveInstalled())
    found.push(
      ...(await measureAll(queries, 'Hive Gateway over the same subgraphs', (query) => askHive(network, query))),
    );
  return found.map((each) => {
    const ours = found.find(({ title, way }) => title === each.title && way === OURS)!;
    return { ...each, ratio: ours.perSecond / each.perSecond };
  });
}

type Measured = Omit<Rate, 'ratio'>;

async function measureAll(
  queries: readonly ReferenceQuery[],
  way: string,
  measure: (query: ReferenceQuery) => Promise<number>,
): Promise<Measured[]> {
  const rates: Measured[] = [];
  for (const query of queries) rates.push({ title: query.title, way, perSecond: await measure(query) });
  return rates;
}

/** Asks a graph at an address: ours at the instance's own, or another's. */
async function askGraph(
  network: Network,
  { at, role, document, variables }: ReferenceQuery,
  url?: string,
): Promise<number> {
  const { requestConfig } = await network.as(role, at);
  const { authorization } = requestConfig.headers as { authorization: string };
  return measureRate({
    url: url ?? `${network.addresses.originOf(at)}/graphql`,
    headers: { 'content-type': 'application/json', authorization },
    bodies: variables.map((each) => JSON.stringify({ query: document, variables: each })),
  });
}

async function askStock(network: Network, query: ReferenceQuery): Promise<number> {
  const { env, logFile } = network.processWith('whole', query.at).settings;
  const { UPSTREAM_URL: _, ...alone } = env;
  const stock = peer(network, {
    name: 'stock',
    command: ['node', 'dist/scripts/bench/stock-instance.js'],
    env: alone,
    logFile,
  });
  return during(stock, (url) => askGraph(network, query, url));
}

async function askFloor(network: Network, { at, floor, parameters }: ReferenceQuery): Promise<number> {
  const { logFile } = network.processWith('whole', at).settings;
  const env = { DATABASE_URL: network.databaseUrl(at), STATEMENT: floor };
  const process = peer(network, { name: 'floor', command: ['node', 'dist/scripts/bench/floor.js'], env, logFile });
  const bodies = parameters.map((each) => JSON.stringify(each));
  return during(process, (url) => measureRate({ url, headers: {}, bodies }));
}

async function askHive(network: Network, query: ReferenceQuery): Promise<number> {
  const port = network.addresses.portOf(HUB) + HIVE_OFFSET;
  const hive = await startHiveGateway(network, query.at === HUB ? HUB : DEFIS, port);
  return during(hive, (url) => askGraph(network, query, url));
}

function peer(network: Network, settings: ProcessSettings): RunningProcess {
  const port = network.addresses.portOf(HUB) + PEER_OFFSET;
  return runProcess({
    ...settings,
    logFile: join(settings.logFile, '..', `${settings.name}.log`),
    origin: `http://127.0.0.1:${port}`,
    env: { ...settings.env, PORT: String(port) },
  });
}

async function during<T>(process: RunningProcess, measure: (url: string) => Promise<T>): Promise<T> {
  try {
    await process.ready();
    return await measure(`${process.settings.origin}/graphql`);
  } finally {
    await process.stop();
  }
}
