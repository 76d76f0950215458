import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdir, realpath, rm, rmdir, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const PRIVATE = 0o700;
const ENTERABLE = 0o755;

/** Where root keeps what the server's account could not reach inside the project. */
export const SYSTEM_FOLDER = '/var/lib/passerelle';

/** The account the server runs under: empty for one's own, since only root can and must choose another. */
export interface ServerAccount {
  uid?: number;
  gid?: number;
}

/**
 * PostgreSQL refuses to run as root: root lends it the owner of data that already exist, else the account
 * `postgres`, else `nobody`. Nothing is added to the machine's accounts.
 */
export async function chooseAccount(folder: string): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return {};
  const owner = await stat(join(folder, 'data')).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all([idOf('-u', name), idOf('-g', name)]).catch(() => undefined);
    if (ids) return { uid: ids[0], gid: ids[1] };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a `postgres` nor a `nobody` account.');
}

/** Whether the account may enter every folder on the way to `path`, and enter or execute it. */
export async function canReach(account: ServerAccount, path: string): Promise<boolean> {
  const options = { ...account, cwd: '/' };
  return exec('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], options).then(
    () => true,
    () => false,
  );
}

/**
 * Makes the folder, owned by the account, and answers its real place. Where the account cannot enter the
 * parent, `folder` becomes a link to a fresh place under `/var/lib/passerelle`.
 */
export async function settleFolder(folder: string, account: ServerAccount): Promise<string> {
  const asked = resolve(folder);
  await mkdir(dirname(asked), { recursive: true });
  const parent = await realpath(dirname(asked));
  await rmdir(asked).catch(keepWhatIsThere);
  if (!(await stat(asked).catch(() => undefined))) {
    await rm(asked, { force: true });
    if (await canReach(account, parent)) await mkdir(asked, { mode: PRIVATE });
    else await symlink(await makeElsewhere(basename(asked)), asked);
  }
  const place = await realpath(asked);
  if (account.uid !== undefined) await chown(place, account.uid, account.gid ?? account.uid);
  if (await canReach(account, place)) return place;
  throw new Error(`The account that runs PostgreSQL (uid ${account.uid ?? process.getuid?.()}) cannot enter ${place}.`);
}

async function makeElsewhere(name: string): Promise<string> {
  const place = join(SYSTEM_FOLDER, `${name}-${randomUUID()}`);
  await mkdir(SYSTEM_FOLDER, { recursive: true, mode: ENTERABLE });
  await mkdir(place, { mode: PRIVATE });
  return place;
}

/** An empty folder is made anew where the account can enter; a full one, or none, stays as it is. */
function keepWhatIsThere(): void {}

async function idOf(option: '-u' | '-g', name: string): Promise<number> {
  const { stdout } = await exec('id', [option, name]);
  return Number(stdout);
}
