import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../../packages/platform/service/project-folder.ts';
import { findFreePorts } from '../e2e/network/free-ports.ts';
import { readInherited } from './env.ts';

let folder: string;
let port: number;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'before-build-'));
  port = await findFreePorts();
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs what comes before the build of `npm start`, on ports of its own. */
function check(env: Record<string, string>): Promise<{ status: number | null; said: string }> {
  const options = { env: { ...readInherited(), PORT: String(port), DATA_DIR: folder, ...env }, timeout: 30_000 };
  return new Promise((ended) => {
    const child = execFile(process.execPath, [inProject('scripts/start/before-build.ts')], options, (_, __, said) =>
      ended({ status: child.exitCode, said }),
    );
  });
}

describe('Before it builds, a start', () => {
  it('finds nothing wrong where nothing is, and leaves nothing behind', async () => {
    expect(await check({})).toEqual({ status: 0, said: '' });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['a port that is too high', { PORT: '70000' }, 'PORT: '],
    [
      'an address of another database',
      { DATABASE_URL: 'mysql://a@b/c' },
      'DATABASE_URL: is not the address of a PostgreSQL',
    ],
    [
      'an address where no PostgreSQL is',
      { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/c' },
      'DATABASE_URL: the PostgreSQL at 127.0.0.1:1 lets nobody in',
    ],
    [
      'a folder where none can be made',
      { DATA_DIR: '/proc/nowhere/data' },
      'DATA_DIR: nothing can be written in /proc/nowhere/data',
    ],
  ])('refuses %s, and ends', async (_, env, said) => {
    expect(await check(env)).toEqual({ status: 1, said: expect.stringContaining(said) });
  });

  it('refuses a file in the place of its folder', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await check({ DATA_DIR: file })).toEqual({
      status: 1,
      said: expect.stringContaining(`written in ${file} (EEXIST)`),
    });
    await rm(file);
  });
});
