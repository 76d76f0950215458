import { Client, Pool } from 'pg';
import { aPooler, type Pooler } from '../testing/a-pooler.ts';
import { aMigratedDatabase, type TestDatabase } from '../testing/database.ts';
import { ANONYMOUS, type Viewer } from '../access/viewer.ts';
import { openDatabase, surviving } from './database.ts';
import { giveLogin } from './logins.ts';
import { migrate } from './migrate.ts';
import { readerFor } from './reader.ts';
import { ToyLoan, TOY_MIGRATIONS } from '../../figures/testing/a-toy.ts';

const LENDER: Viewer = { ...ANONYMOUS, subject: 'test:lender', roles: ['lender'] };

let database: TestDatabase;
let other: TestDatabase;
let owner: Client;
beforeAll(async () => {
  const prepare = async (url: string): Promise<void> => {
    await migrate(url, 'lending', TOY_MIGRATIONS);
    await migrate(url, 'training', TOY_MIGRATIONS);
  };
  database = await aMigratedDatabase('logins', prepare);
  other = await aMigratedDatabase('logins', prepare);
  owner = await connected(database.url);
  await owner.query(`
    create table lending.name (name text);
    insert into lending.name values ('Le Goff');
    alter table lending.name owner to passerelle_owner;
    alter table lending.name enable row level security;
    create policy seen on lending.name using ((select string_to_array(current_setting('app.roles', true), ',') && array['lender']));
    grant select, insert on lending.name to passerelle_lending`);
});
afterAll(async () => {
  await owner.end();
  await Promise.all([database.drop(), other.drop()]);
});

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

const open = (url: string) => openDatabase({ url, service: 'lending', entities: [ToyLoan] });

describe('The login of a service', () => {
  let client: Client;
  beforeAll(async () => void (client = await connected(database.urlFor('lending'))));
  afterAll(() => client.end());

  it.each(['set role none', 'reset role', 'reset session authorization', 'reset all'])(
    'is itself before and after "%s", and sees no more',
    async (statement) => {
      await client.query(statement);
      const who = 'select current_user::text as who, session_user::text as logged_in';
      const login = new URL(database.urlFor('lending')).username;
      expect((await client.query(who)).rows).toEqual([{ who: login, logged_in: login }]);
      expect((await client.query('select from lending.name')).rowCount).toBe(0);
    },
  );

  it.each([
    'set role passerelle_training',
    'set role passerelle_owner',
    'set role passerelle_lending',
    'set role postgres',
    'set session authorization passerelle_owner',
    'select from training.install',
    'alter table lending.name disable row level security',
    'drop policy seen on lending.name',
    'create table lending.mine ()',
    'create temporary table mine ()',
    "update lending.migration set name = ''",
    'create role mine',
  ])('may not "%s"', async (statement) => {
    await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner|cannot set/);
  });

  it('does not enter the database of another instance on the same server', async () => {
    const url = new URL(database.urlFor('lending'));
    url.pathname = new URL(other.url).pathname;
    await expect(connected(url.href)).rejects.toThrow('permission denied for database');
  });

  it('is no role that may more than the service', async () => {
    const { username } = new URL(database.url);
    await expect(giveLogin(owner, 'lending', database.url)).rejects.toThrow(
      `DATABASE_URLS: the role "${username}" may more than lending does`,
    );
    await expect(giveLogin(owner, 'training', database.urlFor('lending'))).rejects.toThrow(
      'may more than training does',
    );
  });
});

describe('A service does not start', () => {
  it('as whoever owns the database', async () => {
    await expect(open(database.url)).rejects.toThrow(
      'lending does not start as "postgres", which may do anything in this database: its DATABASE_URL is to name its own login',
    );
  });

  it('as another service', async () => {
    await expect(open(database.urlFor('training'))).rejects.toThrow('which may not do what lending has to');
  });

  it('with the rights of another role besides its own', async () => {
    const login = new URL(other.urlFor('lending')).username;
    await owner.query(`grant passerelle_training to "${login}"`);
    await expect(open(other.urlFor('lending'))).rejects.toThrow('which has the rights of "passerelle_training", too');
    await owner.query(`revoke passerelle_training from "${login}"`);
    await (await open(other.urlFor('lending'))).close();
  });

  it('under a role that it takes on', async () => {
    const login = new URL(other.urlFor('lending')).username;
    await owner.query(
      `grant passerelle_lending to "${login}" with set true; alter role "${login}" set role passerelle_lending`,
    );
    await expect(open(other.urlFor('lending'))).rejects.toThrow('which takes on the role "passerelle_lending"');
    await owner.query(`alter role "${login}" reset role; grant passerelle_lending to "${login}" with set false`);
  });
});

describe('Through a pooler that lends connections for a transaction', () => {
  let pooler: Pooler;
  beforeAll(async () => void (pooler = await aPooler(database.url)));
  afterAll(() => pooler.close());

  it('a service does not start', async () => {
    await expect(open(pooler.through(database.urlFor('lending')))).rejects.toThrow(
      'The DATABASE_URL of lending leads to a pooler that does not keep sessions',
    );
  });

  it('no reader would see what another may', async () => {
    const connectionString = pooler.through(database.urlFor('lending'));
    const pool = surviving(new Pool({ connectionString, pipeline: true, max: 4 } as object));
    const names = 'select name from lending.name';
    const reads = Array.from({ length: 400 }, (_, n) => {
      const viewer = n % 2 ? LENDER : ANONYMOUS;
      return readerFor({ pool }, viewer).rows(names);
    });
    const seen = await Promise.all(reads);
    await pool.end();
    expect(seen.map((rows) => rows.length)).toEqual(reads.map((_, n) => n % 2));
  });
});
