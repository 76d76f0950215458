import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeCluster } from '../packages/platform/database/embedded-cluster.ts';
import { readKeptData } from './bench/env.ts';
import { describeMachine } from './bench/machine.ts';
import { measureMemory } from './bench/measure-memory.ts';
import { measureReading } from './bench/measure-reading.ts';
import { measureStart } from './bench/measure-start.ts';
import { measureWays } from './bench/measure-ways.ts';
import { referenceQueries } from './bench/reference-queries.ts';
import { table, writeSection } from './bench/write-section.ts';
import { findFreePorts } from './e2e/network/free-ports.ts';
import { DEFIS, HUB, type Network, openNetwork } from './e2e/network/network.ts';

/** `npm run bench`: measures a whole network on this machine, and writes it to docs/benchmarks.md. */
async function main(): Promise<void> {
  const kept = readKeptData();
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'passerelle-bench-')));
  const port = await findFreePorts();
  const parts = [describeMachine(new Date())];
  parts.push(kept ? await emptyStartPart(port) : await startPart(folder, port));
  const network = await openNetwork(folder, port);
  try {
    await network.run('all-in-one');
    parts.push(await memoryPart(network), await ratePart(network), await readingPart(network));
    const text = parts.join('\n\n');
    console.log(text);
    await writeSection('bench', text);
  } finally {
    await network.close();
    if (!kept) await removeCluster(join(folder, 'postgresql')).then(() => rm(folder, { recursive: true }));
  }
}

async function startPart(folder: string, port: number): Promise<string> {
  const { build, firstAnswer, loaded } = await measureStart(folder, port, 'yes');
  const rows = [
    ['built', build],
    ['first answer of the hub', firstAnswer],
    ['sample years entered', loaded],
  ] as const;
  return `Seconds from the beginning of the first \`npm start\` after \`npm ci\`:\n\n${table([['until', 's'], ...rows.map(([what, s]) => [what, s.toFixed(1)])])}`;
}

/** When the sample years are there already. */
async function emptyStartPart(port: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'passerelle-bench-'));
  try {
    const { build, firstAnswer } = await measureStart(folder, port, 'no');
    return `From the beginning of the first \`npm start\` after \`npm ci\` to the first answer of the hub: ${firstAnswer.toFixed(1)} s, of which ${build.toFixed(1)} s to build.`;
  } finally {
    await removeCluster(join(folder, 'postgresql')).then(() => rm(folder, { recursive: true }));
  }
}

async function memoryPart(network: Network): Promise<string> {
  const whole = await measureMemory([...network.processesOf(HUB), ...network.processesOf(DEFIS)]);
  await network.run('split');
  const split = await measureMemory(network.processesOf(DEFIS));
  await network.run('all-in-one');
  const rows = [
    ...whole.map(([name, mb]) => [`${name}, one process`, mb]),
    ...split.map(([name, mb]) => [`${name}, split`, mb]),
  ];
  return `Resident memory of each process once it is ready:\n\n${table([['process', 'MB'], ...rows])}`;
}

async function ratePart(network: Network): Promise<string> {
  const rates = await measureWays(network, await referenceQueries(network));
  const rows = rates.map(({ title, way, perSecond, ratio }) => [title, way, perSecond.toFixed(0), ratio.toFixed(2)]);
  return `Requests per second on ten connections, variables shuffled; clients, servers and PostgreSQL share the machine:\n\n${table(
    [['query', 'answered by', 'requests/s', 'ours is × that'], ...rows],
  )}`;
}

async function readingPart(network: Network): Promise<string> {
  const { rows, entities } = await measureReading(network.loginsOf(DEFIS).inventory);
  return `A list of 100 computers read as plain rows ${rows.toFixed(0)} times a second, as ORM entities ${entities.toFixed(0)} times: ${(rows / entities).toFixed(1)} × more.`;
}

await main();
