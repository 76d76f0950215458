import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newInstallKeyPem } from '../../packages/platform/peers/install-key.ts';
import type { Instance } from './network.ts';

/** The file with the key that an instance signs with, in a data folder; made when there is none. */
export async function instanceKeyFile(folder: string, { name }: Instance): Promise<string> {
  const own = join(folder, 'instances', name);
  const file = join(own, 'instance-key.pem');
  await mkdir(own, { recursive: true });
  if (!existsSync(file)) await writeFile(file, newInstallKeyPem(), { mode: 0o600 });
  return file;
}
