import { Client } from 'pg';

/** How long a statement may still run once its service stops. */
const GRACE_MS = 2_000;
const CANCEL = `
  select pg_cancel_backend(pid) from pg_stat_activity
   where application_name = $1 and usename = session_user and pid <> pg_backend_pid()
     and state = 'active' and now() - query_start > make_interval(secs => $2)`;

/** The statements of one process's connections, never those of another process of the same login. */
export interface Statements {
  /** From now on none of them runs for long: whoever waits behind a lock is told so, and the service can stop. */
  hasten(): void;
  /** Whether they are hastened: whoever waits for one is not to ask for less, but again. */
  areHastened(): boolean;
  /** Once all of the connections are closed. */
  rest(): void;
}

/** Watches the connections of this name; the login may cancel its own. */
export function watchStatements(url: string, applicationName: string): Statements {
  let timer: NodeJS.Timeout | undefined;
  const cancel = async (): Promise<void> => {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: GRACE_MS,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(CANCEL, [applicationName, GRACE_MS / 1000]);
    } finally {
      await client.end();
    }
  };
  return {
    // The database may be what hangs; then nothing can be cancelled there.
    areHastened: () => timer !== undefined,
    hasten: () => void (timer ??= setInterval(() => void cancel().catch(() => {}), GRACE_MS / 2)),
    rest: () => clearInterval(timer),
  };
}
