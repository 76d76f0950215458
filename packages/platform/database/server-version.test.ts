import { Client } from 'pg';
import { aDatabase, type TestDatabase } from '../testing/database.ts';
import { refuseOldServer } from './server-version.ts';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await aDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

test('A server that is too old is named, with its version and the one that will do', async () => {
  await refuseOldServer(client, 'DATABASE_URL', database.url);
  const { host } = new URL(database.url);
  await expect(refuseOldServer(client, 'DATABASE_URL', database.url, 99)).rejects.toThrow(
    `DATABASE_URL: at ${host} is PostgreSQL 18, which is too old: 99 or newer will do.`,
  );
});
