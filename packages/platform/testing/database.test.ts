import { Client } from 'pg';
import { aDatabase, aMigratedDatabase, type TestDatabase } from './database.ts';

const databases: TestDatabase[] = [];
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop();
});

const keep = (database: TestDatabase): TestDatabase => {
  databases.push(database);
  return database;
};

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

test('a database is UTF-8, in UTC, and folds French capitals', async () => {
  const { url } = keep(await aDatabase());
  expect(
    await ask(
      url,
      "select lower('ÉTÉ') as word, current_setting('TimeZone') as zone, current_setting('server_encoding') as encoding",
    ),
  ).toEqual([{ word: 'été', zone: 'UTC', encoding: 'UTF8' }]);
});

test('a dropped database is gone, even with a session left open', async () => {
  const database = await aDatabase();
  const session = new Client({ connectionString: database.url });
  session.on('error', () => {});
  await session.connect();
  await database.drop();
  await expect(ask(database.url, 'select 1')).rejects.toThrow('does not exist');
});

test('callers at the same time migrate once and each get a copy of their own', async () => {
  let migrations = 0;
  const migrate = async (url: string): Promise<void> => {
    migrations += 1;
    await ask(url, 'create table machine (label text)');
  };
  const copies = await Promise.all([1, 2, 3].map(() => aMigratedDatabase('copies', migrate)));
  copies.forEach(keep);
  await ask(copies[0]!.url, "insert into machine values ('PC 1')");
  expect(migrations).toBe(1);
  expect(await ask(copies[0]!.url, 'select * from machine')).toHaveLength(1);
  expect(await ask(copies[1]!.url, 'select * from machine')).toHaveLength(0);
});

test('a template whose migration failed is made again', async () => {
  const fail = async (url: string): Promise<void> => {
    await ask(url, 'create table half ()');
    throw new Error('half way');
  };
  await expect(aMigratedDatabase('failing', fail)).rejects.toThrow('half way');
  const { url } = keep(
    await aMigratedDatabase('failing', async (template) => void (await ask(template, 'create table whole ()'))),
  );
  expect(await ask(url, "select relname from pg_class where relname in ('half', 'whole')")).toEqual([
    { relname: 'whole' },
  ]);
});
