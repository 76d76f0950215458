import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Makes the folder of a start. Throws a sentence that names `DATA_DIR` when nothing can be written in it. */
export async function checkDataFolder(folder: string): Promise<void> {
  const trial = join(folder, `.trial-${process.pid}`);
  try {
    await makeFolder(folder);
    await writeFile(trial, '');
    await rm(trial);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(`DATA_DIR: nothing can be written in ${folder} (${code}). Name a folder that is yours.`, { cause });
  }
}

/** A folder with those above it. Node's own way never ends where the system has no room for one, as in `/proc`. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (code !== 'ENOENT') throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}
