import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loginsText } from '../../packages/platform/database/logins.ts';
import { SUBGRAPH_NAMES } from '../../packages/platform/peers/subgraph.ts';
import { aDatabase, type TestDatabase } from '../../packages/platform/testing/database.ts';
import { findFreePorts } from './network/free-ports.ts';
import { PROJECT, runProcess, type RunningProcess } from './network/run-process.ts';

/** Begins apart from the networks of other tests. */
const FIRST_PORT = 30_000;

describe('A process that is started from another folder than the project', () => {
  let folder: string;
  let port: number;
  let database: TestDatabase;
  const running: RunningProcess[] = [];
  beforeAll(async () => {
    [folder, port, database] = await Promise.all([
      mkdtemp(join(tmpdir(), 'elsewhere-')),
      findFreePorts(FIRST_PORT),
      aDatabase(),
    ]);
  });
  afterEach(async () => void (await Promise.all(running.splice(0).map((each) => each.stop()))));
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const originOf = (index: number) => `http://127.0.0.1:${port + index}`;
  const IDENTITY_SECRET = randomBytes(32).toString('hex');
  function run(program: string, index: number, env: Record<string, string> = {}, project = PROJECT): RunningProcess {
    const process = runProcess({
      name: program,
      command: ['node', join(project, 'dist', program)],
      cwd: folder,
      origin: originOf(index),
      logFile: join(folder, 'log'),
      env: {
        DATABASE_URLS: loginsText(database.logins),
        IDENTITY_SECRET,
        ASSOCIATION: 'defis',
        SEAT: 'COM-56121',
        LOG_LEVEL: 'warn',
        PORT: String(port + index),
        ...env,
      },
    });
    running.push(process);
    return process;
  }
  const expectWhole = async (origin: string) => {
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect(await (await fetch(origin)).text()).toContain('/sandbox/page.js');
    expect((await fetch(`${origin}/sandbox/page.js`)).status).toBe(200);
  };

  it('brings a database up to date, from a link to the project, too', async () => {
    await symlink(PROJECT, join(folder, 'link'));
    const owner = { DATABASE_URL: database.url };
    expect(await run('scripts/migrate.js', 0, owner, join(folder, 'link')).ended).toBe(0);
    expect(await readFile(join(folder, 'log'), 'utf8')).toContain('The four schemas are up to date.');
  });

  it('finds all its files as a service or a gateway', async () => {
    const urls = SUBGRAPH_NAMES.map((name, index) => `${name}=${originOf(index + 1)}/graphql`).join(',');
    const services = SUBGRAPH_NAMES.map((name, index) =>
      run(`services/${name}/main.js`, index + 1, { PEER_URLS: urls, DATABASE_URL: database.logins[name] }),
    );
    await Promise.all(services.map((each) => each.ready()));
    await run('gateway/main.js', 0, { SUBGRAPH_URLS: urls }).ready();
    await expectWhole(originOf(0));
  }, 120_000);

  it('finds all its files as an instance', async () => {
    await run('gateway/instance.js', 0).ready();
    await expectWhole(originOf(0));
  }, 60_000);
});
