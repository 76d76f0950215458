import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { aDatabase, type TestDatabase } from '../../packages/platform/testing/database.ts';
import { checkServer } from './check-server.ts';

const USER = `operator_${randomBytes(6).toString('hex')}`;
let database: TestDatabase;
let superuser: Client;
let address: string;

beforeAll(async () => {
  database = await aDatabase();
  superuser = new Client({ connectionString: database.url });
  await superuser.connect();
  await superuser.query(`create role ${USER} login password 'secret'`);
  address = Object.assign(new URL(database.url), { username: USER, password: 'secret' }).href;
});
afterAll(async () => {
  await superuser.query(`drop role ${USER}`);
  await superuser.end();
  await database.drop();
});

describe('The server that DATABASE_URL names', () => {
  it('is asked what its user may, and one statement gives what is missing', async () => {
    await expect(checkServer(address)).rejects.toThrow(`alter role "${USER}" createdb createrole;`);
    await superuser.query(`alter role ${USER} createdb`);
    const error = await checkServer(address).catch((thrown: Error) => thrown);
    expect((error as Error).message).toMatch(
      new RegExp(`^DATABASE_URL: "${USER}" may not .* alter role "${USER}" createrole;$`),
    );
    await superuser.query(`alter role ${USER} createrole`);
    await checkServer(address);
    await checkServer(database.url);
  });

  it('is asked how many connections it has', async () => {
    await superuser.query(`alter role ${USER} createdb createrole`);
    await expect(checkServer(address, 10_000)).rejects.toThrow(
      /^DATABASE_URL: the PostgreSQL at .* has \d+ connections, .* alter system set max_connections = 10000; and restart it\.$/,
    );
  });

  it('is named when it does not answer, or lets this user not in, without the password', async () => {
    const nowhere = 'postgresql://somebody:secret@127.0.0.1:1/nothing';
    const wrong = Object.assign(new URL(address), { password: 'other-secret' });
    const answerOf = (at: string): Promise<string> =>
      checkServer(at).then(
        () => 'nothing',
        ({ message }: Error) => message,
      );
    const [away, refused] = [await answerOf(nowhere), await answerOf(wrong.href)];
    expect(away).toMatch(/^DATABASE_URL: the PostgreSQL at 127\.0\.0\.1:1 lets nobody in \(.*ECONNREFUSED/);
    expect(refused).toContain(`the PostgreSQL at ${wrong.host} lets nobody in (password authentication failed`);
    for (const said of [away, refused]) expect(said).not.toContain('secret');
  });
});
