import { Client } from 'pg';
import type { ServiceUnderTest } from './a-service.ts';

/** Which kinds of things a service's own login reads the history of, as somebody with these roles, by plain SQL. */
export function historySeenAs(
  { loginUrl }: Pick<ServiceUnderTest, 'loginUrl'>,
  service: string,
  roles: string,
  organisation = '',
): Promise<string[]> {
  const settings = `-c search_path=${service} -c app.roles=${roles} -c app.organisation=${organisation}`;
  return withClient(loginUrl, settings, async (client) => {
    const { rows } = await client.query<{ noun: string }>('select distinct noun from history order by noun');
    return rows.map(({ noun }) => noun);
  });
}

const REWRITINGS = ["update history set details = '{}'", 'delete from history', 'truncate history'];

/** What PostgreSQL answers to each way of changing a history, by whoever an address logs in. */
export function answersToRewriting(url: string, service: string): Promise<string[]> {
  return withClient(url, `-c search_path=${service}`, async (client) => {
    const answers: string[] = [];
    for (const sql of REWRITINGS)
      answers.push(
        await client.query(sql).then(
          () => 'done',
          (error: Error) => error.message,
        ),
      );
    return answers;
  });
}

async function withClient<T>(
  connectionString: string,
  options: string,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString, options });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
