import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { removeCluster } from '../packages/platform/database/embedded-cluster.ts';
import { checkPortIsFree } from '../packages/platform/database/server-port.ts';
import { findFreePorts } from './e2e/network/free-ports.ts';
import { addressesFrom, ASSOCIATIONS, HUB, portsOf } from './start/network.ts';
import { aStart } from './start/testing/a-start.ts';

const READY = 'Ready after';
/** Apart from the networks that other tests open at the same time. */
const PORTS_FROM = 24_000;

describe('npm start', () => {
  let folder: string;
  let port: number;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passerelle-start-'));
    port = await findFreePorts(PORTS_FROM);
  });
  afterAll(async () => {
    await removeCluster(join(folder, 'postgresql'));
    await rm(folder, { recursive: true });
  });
  const ports = () => portsOf(addressesFrom({ PORT: port }));
  const server = () => join(folder, 'postgresql/data/postmaster.pid');
  const expectNothingLeft = async () => {
    await Promise.all(ports().map((each) => checkPortIsFree(each)));
    expect(existsSync(server())).toBe(false);
  };

  it('names the port that is in use, and PORT, before it starts anything', async () => {
    const holder = createServer().listen(port + 2, '127.0.0.1');
    await once(holder, 'listening');
    const start = aStart(folder, port);
    expect(await start.ended).toBe(1);
    expect(start.said()).toContain(`Port ${port + 2} is already in use`);
    expect(start.said()).toContain('PORT=5000 npm start');
    expect(existsSync(join(folder, 'postgresql'))).toBe(false);
    await new Promise((closed) => holder.close(closed));
  });

  it('says everything that is wrong with its environment', async () => {
    const start = aStart('', 70_000);
    expect(await start.ended).toBe(1);
    expect(start.said()).toMatch(/PORT: .*\n\s+DATA_DIR: /);
  });

  it('ends with addresses, a token per role and a first query, and Ctrl-C leaves nothing running', async () => {
    const start = aStart(folder, port);
    await start.untilSaid(READY);
    const { originOf } = addressesFrom({ PORT: port });
    for (const instance of [HUB, ...ASSOCIATIONS]) {
      expect((await fetch(`${originOf(instance)}/readyz`)).status).toBe(200);
      expect(start.said()).toContain(`${originOf(instance)}/graphql`);
    }
    expect(start.said().match(/^eyJ/gm)).toHaveLength(7);
    expect(start.said()).toContain('impact(territory: "REG-53", period: "2011")');
    start.signal('SIGINT');
    expect(await start.ended).toBe(0);
    await expectNothingLeft();
  }, 120_000);

  it('starts again after it was killed, and a second Ctrl-C does not wait', async () => {
    const killed = aStart(folder, port);
    await killed.untilSaid(READY);
    killed.signal('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    const again = aStart(folder, port);
    await again.untilSaid(READY);
    again.signal('SIGINT');
    again.signal('SIGINT');
    expect([0, 130]).toContain(await again.ended);
    await expectNothingLeft();
  }, 180_000);

  it('ends, too, once all its instances have ended, and holds no port any more', async () => {
    const start = aStart(folder, port);
    await start.untilSaid(READY);
    const instances = await instancesOf(start.pid);
    expect(instances).toHaveLength(1 + ASSOCIATIONS.length);
    for (const pid of instances) process.kill(pid, 'SIGKILL');
    expect(await start.ended).toBe(1);
    expect(start.said()).toContain('Every instance has ended; each log says why.');
    await expectNothingLeft();
  }, 120_000);

  it('stops while it is still starting', async () => {
    const start = aStart(folder, port);
    await start.untilSaid('Starting the hub');
    start.signal('SIGINT');
    expect(await start.ended).toBe(0);
    await expectNothingLeft();
  }, 120_000);
});

/** The processes of a start that run an instance. */
async function instancesOf(start: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = (pid: string, what: string): Promise<string> => readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '');
  const found = pids.map(async (pid) => {
    const [, parent] = /\) \S (\d+)/.exec(await read(pid, 'stat')) ?? [];
    return Number(parent) === start && (await read(pid, 'cmdline')).includes('instance.js') ? [Number(pid)] : [];
  });
  return (await Promise.all(found)).flat();
}
