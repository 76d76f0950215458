import { realpathSync } from 'node:fs';
import { migrate, type Migrations } from '../services/kit/database/migrate.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../services/kit/subgraph.ts';
import { migrations as inventory } from '../services/inventory/migrations/migrations.ts';
import { migrations as lending } from '../services/lending/migrations/migrations.ts';
import { migrations as partners } from '../services/partners/migrations/migrations.ts';
import { migrations as training } from '../services/training/migrations/migrations.ts';
import { readDatabaseUrl } from './start/env.ts';

const MIGRATIONS: Record<SubgraphName, Migrations> = { inventory, lending, training, partners };

/** Brings the four schemas of an instance's database up to date; idempotent. The URL's user owns the database. */
export async function migrateInstance(url: string): Promise<void> {
  for (const service of SUBGRAPH_NAMES) await migrate(url, service, MIGRATIONS[service]);
}

/** `node dist/scripts/migrate.js`, with `DATABASE_URL`: before the processes of an instance start. */
async function main(): Promise<void> {
  await migrateInstance(readDatabaseUrl());
  console.log('The four schemas are up to date.');
}

// Node gives the real path of the file that runs, and the arguments as they were written.
if (import.meta.filename === realpathSync(process.argv[1] ?? '')) {
  await main().catch((error: unknown) => {
    console.error((error as Error).message);
    process.exitCode = 1;
  });
}
