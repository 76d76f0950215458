import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_HUB, DEVELOPMENT_SECRET } from '../gateway/sign-in/development-clients.ts';
import { startDevelopmentIssuer } from '../gateway/sign-in/development-issuer.ts';
import { readInstallKey } from '../packages/platform/peers/install-key.ts';
import { type Logins, loginsText } from '../packages/platform/database/logins.ts';
import { loadSampleYears } from './sample/load-sample-years.ts';
import { checkDataFolder } from './start/check-data-folder.ts';
import { checkPorts } from './start/check-ports.ts';
import { enrolInstance } from './start/enrol-instance.ts';
import { readStartEnv, type StartEnv } from './start/env.ts';
import { instanceKeyFile } from './start/instance-key.ts';
import { type Interruption, watchForInterruption } from './start/interruption.ts';
import { type Addresses, addressesFrom, ASSOCIATIONS, HUB, type Instance, portsOf } from './start/network.ts';
import { openServer } from './start/open-server.ts';
import { prepareDatabases } from './start/prepare-database.ts';
import { runInstance, type RunningInstance } from './start/run-instance.ts';
import { createScreen, type Screen } from './start/screen.ts';
import { welcome } from './start/welcome.ts';

const INSTANCES = [HUB, ...ASSOCIATIONS];
/** On one machine a sign of life costs little, and a reader sees the age of figures fall. */
const HEARTBEAT_SECONDS = '10';
const databaseOf = ({ name }: Instance): string => `passerelle_${name.replaceAll('-', '_')}`;

/** `npm start`: a hub and three associations on one machine, with the sample years in them. */
async function main(): Promise<number> {
  const running: RunningInstance[] = [];
  const interruption = watchForInterruption(() => running.forEach((each) => each.kill()));
  const screen = createScreen(process.stdout);
  const stack = new AsyncDisposableStack();
  try {
    await startEverything({ env: readStartEnv(), screen, stack, running, interruption });
    await Promise.race([untilAborted(interruption.signal), allEnded(running)]);
    interruption.signal.throwIfAborted();
    throw new Error('Every instance has ended; each log says why. Nothing is left to run for.');
  } catch (error) {
    if (!interruption.signal.aborted) {
      screen.say(`\n${(error as Error).message}`);
      return 1;
    }
  } finally {
    if (interruption.signal.aborted) screen.say('\nStopping…');
    await stack.disposeAsync();
  }
  screen.say('Everything is stopped.');
  return interruption.isForced() ? 130 : 0;
}

interface Starting {
  env: StartEnv;
  screen: Screen;
  /** What was started, to be stopped in the reverse order. */
  stack: AsyncDisposableStack;
  running: RunningInstance[];
  interruption: Interruption;
}

async function startEverything({ env, screen, stack, running, interruption: { signal } }: Starting): Promise<void> {
  const startedAt = Date.now();
  const addresses = addressesFrom(env);
  const folder = resolve(env.DATA_DIR);
  await checkPorts(portsOf(addresses));
  await checkDataFolder(folder);
  await mkdir(join(folder, 'logs'), { recursive: true });

  const server = await openServer({ ...env, DATA_DIR: folder }, screen.say);
  stack.defer(() => server.stop());
  signal.throwIfAborted();
  screen.show('Preparing the databases');
  const logins = await prepareDatabases(server, INSTANCES.map(databaseOf));
  signal.throwIfAborted();
  const issuer = await startDevelopmentIssuer({
    port: addresses.issuerPort,
    dataFolder: join(folder, 'issuer'),
    nodeEnv: env.NODE_ENV,
  });
  stack.defer(() => issuer.close());

  screen.show('Starting the hub and three associations');
  const surroundings = { env, addresses, folder, logins, keys: await keysIn(folder) };
  for (const instance of INSTANCES) running.push(run(instance, surroundings));
  stack.defer(() => Promise.all(running.map((each) => each.stop())).then(() => {}));
  await Promise.race([Promise.all(running.map((each) => each.ready())), untilAborted(signal)]);
  signal.throwIfAborted();
  tellWhenOneEnds(running, screen, stack);
  screen.say(`Running after ${secondsSince(startedAt)} s.`);

  const enrol = () => enrolAll(surroundings);
  if (env.SAMPLE === 'yes') await loadSampleYears({ addresses, server, databaseOf, screen, signal, enrol });
  else await enrol();
  screen.say(`\n${await welcome(addresses)}\n`);
  screen.say(`Ready after ${secondsSince(startedAt)} s.`);
}

interface Surroundings {
  env: StartEnv;
  addresses: Addresses;
  folder: string;
  /** The services' addresses of each database. */
  logins: ReadonlyMap<string, Logins>;
  /** The files that the instances sign with. */
  keys: ReadonlyMap<Instance, string>;
}

async function keysIn(folder: string): Promise<Map<Instance, string>> {
  return new Map(
    await Promise.all(INSTANCES.map(async (each) => [each, await instanceKeyFile(folder, each)] as const)),
  );
}

/** Has the hub believe the associations of this start, as far as they are registered there. */
async function enrolAll({ addresses, logins, keys }: Surroundings): Promise<void> {
  const { issuer } = addresses;
  const hub = `${addresses.originOf(HUB)}/graphql`;
  for (const instance of ASSOCIATIONS) {
    const key = readInstallKey(await readFile(keys.get(instance)!, 'utf8'));
    const own = { association: instance.association.id, databaseUrl: logins.get(databaseOf(instance))!.partners, key };
    await enrolInstance({ ...own, hub, issuer });
  }
}

function run(instance: Instance, { env, addresses, folder, logins, keys }: Surroundings): RunningInstance {
  const { name, association } = instance;
  return runInstance({
    name,
    origin: addresses.originOf(instance),
    logFile: join(folder, 'logs', `${name}.log`),
    env: {
      NODE_ENV: env.NODE_ENV,
      NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
      LOG_LEVEL: env.LOG_LEVEL,
      ...(env.METRICS_TOKEN && { METRICS_TOKEN: env.METRICS_TOKEN }),
      HOST: addresses.host,
      PORT: String(addresses.portOf(instance)),
      DATABASE_URLS: loginsText(logins.get(databaseOf(instance))!),
      IDENTITY_SECRET: randomBytes(32).toString('hex'),
      OIDC_ISSUER: addresses.issuer,
      OIDC_AUDIENCE: DEVELOPMENT_AUDIENCE,
      ...(association && {
        ASSOCIATION: association.id,
        SEAT: association.seat,
        UPSTREAM_URL: `${addresses.originOf(HUB)}/graphql`,
        UPSTREAM_ISSUER: addresses.issuer,
        UPSTREAM_CLIENT_ID: 'instance',
        UPSTREAM_CLIENT_SECRET: DEVELOPMENT_SECRET,
        INSTANCE_KEY_FILE: keys.get(instance)!,
        HEARTBEAT_SECONDS,
      }),
      ...(!association && { HUB: DEVELOPMENT_HUB }),
    },
  });
}

/** One association that is gone takes nothing else with it: the hub answers without it, and says so. */
function tellWhenOneEnds(running: readonly RunningInstance[], screen: Screen, stack: AsyncDisposableStack): void {
  let isStopping = false;
  stack.defer(() => void (isStopping = true));
  running.forEach(({ ended }, index) => {
    void ended.then(() => {
      const { title, name } = INSTANCES[index]!;
      if (!isStopping) screen.say(`${title} has ended; the others go on. Its log is logs/${name}.log.`);
    });
  });
}

const allEnded = async (running: readonly RunningInstance[]): Promise<void> =>
  void (await Promise.all(running.map(({ ended }) => ended)));

function untilAborted(signal: AbortSignal): Promise<void> {
  // Something must keep the process alive: signals do not.
  const alive = setInterval(() => {}, 2 ** 30);
  return new Promise((done) => {
    const end = (): void => {
      clearInterval(alive);
      done();
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}

const secondsSince = (from: number): string => ((Date.now() - from) / 1000).toFixed(1);

process.exit(await main());
