import { glob, readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { newLogins } from '../../../packages/platform/database/logins.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../../packages/platform/peers/subgraph.ts';
import { aMigratedDatabase, type TestDatabase } from '../../../packages/platform/testing/database.ts';
import { migrateInstance } from '../../migrate.ts';
import { PROJECT } from '../network/run-process.ts';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await aMigratedDatabase('instance', (url) => migrateInstance(url, newLogins(url)));
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The things that a service's verbs write a history of. */
async function written(service: SubgraphName): Promise<string[]> {
  const nouns = new Set<string>();
  for await (const file of glob(`${PROJECT}/services/${service}/**/*.ts`)) {
    if (file.endsWith('.test.ts')) continue;
    for (const [, noun] of (await readFile(file, 'utf8')).matchAll(/\bnoun: '([A-Z]\w+)'/g)) nouns.add(noun!);
  }
  return [...nouns].toSorted();
}

/** The things whose history row-level security shows to somebody. */
async function readable(service: SubgraphName): Promise<string[]> {
  const { rows } = await client.query<{ qual: string }>(
    "select qual from pg_policies where (schemaname, tablename, policyname) = ($1, 'history', 'seen')",
    [service],
  );
  return [...rows[0]!.qual.matchAll(/WHEN '(\w+)'/g)].map(([, noun]) => noun!).toSorted();
}

test.each(SUBGRAPH_NAMES)('Whatever %s writes a history of, somebody may read it', async (service) => {
  const nouns = await written(service);
  expect(nouns.length).toBeGreaterThan(3);
  expect(await readable(service)).toEqual(nouns);
});
