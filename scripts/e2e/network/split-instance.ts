import { join } from 'node:path';
import { type ComposeService, readCompose } from './compose-file.ts';
import { type ProcessSettings, type RunningProcess, runProcess } from './run-process.ts';

/** Which half of docker-compose.yml, and what this machine has in place of its containers. */
export interface SplitSettings {
  half: 'association' | 'hub';
  /** What `.env` would hold. */
  variables: Record<string, string>;
  /** The port of each service of the file, both halves. */
  ports: Record<string, number>;
  /** `127.0.0.1:5432/passerelle_defis`, in place of `association-database/passerelle`. */
  database: string;
  logs: string;
  /** Beside what the file says: shorter heartbeats. */
  extra: Record<string, string>;
}

const CONTAINER_PORT = 4000;
const HOST = '127.0.0.1';

/** Runs one half of docker-compose.yml as plain processes, in the order that it asks for. */
export async function runSplit(settings: SplitSettings): Promise<RunningProcess[]> {
  const services = Object.entries(await readCompose(settings.variables)).filter(([name]) =>
    name.startsWith(`${settings.half}-`),
  );
  const running: RunningProcess[] = [];
  for (const stage of inOrder(services)) {
    await Promise.all(
      stage.map(async ([name, service]) => {
        const process = runProcess(processOf(name, service, settings));
        if (name.endsWith('-migrations')) return expectDone(process);
        running.push(process);
        await process.ready();
      }),
    );
  }
  return running;
}

type Named = [name: string, service: ComposeService];

/** Each stage needs only those before it. Databases are there already. */
function inOrder(services: Named[]): Named[][] {
  const stages: Named[][] = [];
  const done = new Set<string>();
  const waits = ([, { dependsOn }]: Named): boolean =>
    Object.keys(dependsOn).some((name) => !done.has(name) && services.some(([each]) => each === name));
  for (let left = services; left.length > 0; left = left.filter(([name]) => !done.has(name))) {
    const stage = left.filter((each) => !waits(each));
    if (stage.length === 0) throw new Error('docker-compose.yml: services wait for each other.');
    for (const [name] of stage) done.add(name);
    stages.push(stage);
  }
  return stages;
}

function processOf(name: string, { command, environment }: ComposeService, settings: SplitSettings): ProcessSettings {
  const port = settings.ports[name] ?? 0;
  return {
    name,
    command,
    logFile: join(settings.logs, `${name}.log`),
    origin: `http://${HOST}:${port}`,
    env: { ...onThisMachine(environment, settings), ...settings.extra, HOST, PORT: String(port) },
  };
}

/** The containers' names and port, and the database, as they are found here. */
function onThisMachine(
  environment: Record<string, string>,
  { ports, database }: SplitSettings,
): Record<string, string> {
  const moved = (value: string): string =>
    value
      .replace(
        new RegExp(`http://([a-z-]+):${CONTAINER_PORT}`, 'g'),
        (_, name: string) => `http://${HOST}:${ports[name]}`,
      )
      .replaceAll(/@[a-z]+-database\/passerelle/g, `@${database}`);
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, moved(value)]));
}

async function expectDone({ name, ended }: RunningProcess): Promise<void> {
  const code = await ended;
  if (code !== 0) throw new Error(`${name} ended with ${code}.`);
}
