import { realpathSync } from 'node:fs';
import { giveLogins, type Logins } from '../packages/platform/database/logins.ts';
import { migrate, type Migrations } from '../packages/platform/database/migrate.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../packages/platform/peers/subgraph.ts';
import { migrations as inventory } from '../services/inventory/migrations/migrations.ts';
import { migrations as lending } from '../services/lending/migrations/migrations.ts';
import { migrations as partners } from '../services/partners/migrations/migrations.ts';
import { migrations as training } from '../services/training/migrations/migrations.ts';
import { createRoles } from '../packages/platform/database/roles.ts';
import { readLogins } from '../packages/platform/service/env.ts';
import { readDatabaseUrl } from './start/env.ts';

const MIGRATIONS: Record<SubgraphName, Migrations> = { inventory, lending, training, partners };

/**
 * Brings the four schemas of an instance's database up to date, and makes the services' logins; idempotent. The URL is that of
 * whoever owns the database and may create roles.
 */
export async function migrateInstance(url: string, logins: Logins): Promise<void> {
  for (const service of SUBGRAPH_NAMES) await migrate(url, service, MIGRATIONS[service]);
  await giveLogins(url, logins);
}

/**
 * `node dist/scripts/migrate.js`, with `DATABASE_URL` and `DATABASE_URLS`: before the processes of an instance start.
 * `node dist/scripts/migrate.js roles`, with `DATABASE_URL`: before a backup is restored, which names them.
 */
async function main([what]: readonly string[]): Promise<void> {
  if (what === 'roles') {
    await createRoles(readDatabaseUrl(), SUBGRAPH_NAMES);
    console.log('The roles that a backup names are there.');
  } else {
    await migrateInstance(readDatabaseUrl(), readLogins());
    console.log('The four schemas are up to date.');
  }
}

// Node gives the real path of the file that runs, and the arguments as they were written.
if (import.meta.filename === realpathSync(process.argv[1] ?? '')) {
  await main(process.argv.slice(2)).catch((error: unknown) => {
    console.error((error as Error).message);
    process.exitCode = 1;
  });
}
