import { resolve } from 'node:path';
import { checkDataFolder } from './check-data-folder.ts';
import { checkPorts } from './check-ports.ts';
import { checkServer } from './check-server.ts';
import { readStartEnv } from './env.ts';
import { addressesFrom, portsOf } from './network.ts';

// Run as it is written, by `prestart`: whoever must change a variable need not wait for a build first.
try {
  const env = readStartEnv();
  await checkPorts(portsOf(addressesFrom(env)));
  await checkDataFolder(resolve(env.DATA_DIR));
  if (env.DATABASE_URL) await checkServer(env.DATABASE_URL);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
