import { z } from 'zod';
import { DEVELOPMENT } from '../../gateway/sign-in/development-clients.ts';
import { metricsToken, postgresUrl, readVariables, type Variables } from '../../packages/platform/service/env.ts';
import { inProject } from '../../packages/platform/service/project-folder.ts';

/** Offsets go up to the issuer's, ten above. */
const HIGHEST_PORT = 65_535 - 10;

// Browsers, and Node's own fetch, never connect to these (Fetch standard, "port blocking"; only those a start may take).
const BLOCKED_PORTS = [
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
];
const TAKEN_ABOVE = [0, 1, 2, 3, 10];
const isReachable = (port: number): boolean => !TAKEN_ABOVE.some((above) => BLOCKED_PORTS.includes(port + above));

const schema = z.object({
  /** The hub's port; the associations take the next three, the development issuer the tenth. */
  PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(HIGHEST_PORT)
    .refine(isReachable, 'leads to a port that browsers refuse to open; 4000, 5000 and 7000 do not')
    .default(4000),
  /** Where the embedded PostgreSQL, the logs and the issuer's key are kept. */
  DATA_DIR: z.string().min(1).default(inProject('data')),
  /** A PostgreSQL server to use instead of the embedded one; its user may create databases and roles. */
  DATABASE_URL: postgresUrl.optional(),
  /** `no`: instances without the sample years. */
  SAMPLE: z.enum(['yes', 'no']).default('yes'),
  /** A start asks for development itself, where anybody takes any role; a server set up for anything else is left alone. */
  NODE_ENV: z
    .literal(
      DEVELOPMENT,
      'asks for something else than “npm start”, which lets anybody take any role: see docs/operator.md',
    )
    .default(DEVELOPMENT),
  /** What a Prometheus server bears to read `/metrics` of each instance; absent: there is no such page. */
  METRICS_TOKEN: metricsToken,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
});

export type StartEnv = z.output<typeof schema>;

/** Reads what `npm start` may be told. Throws one error that says everything that is wrong. */
export const readStartEnv = (variables: Variables = process.env): StartEnv => readVariables(schema, variables);

/** Reads the one thing that a migration must be told. */
export const readDatabaseUrl = (variables: Variables = process.env): string =>
  readVariables(z.object({ DATABASE_URL: postgresUrl }), variables).DATABASE_URL;

/** What every child process needs of this one's environment to run at all. */
export function readInherited(): Variables {
  const { PATH, HOME, TZ } = process.env;
  return { PATH, HOME, TZ };
}
