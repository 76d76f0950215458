import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Logins } from '../database/logins.ts';
import { readFailpoint } from '../context/failpoint.ts';
import { whyGuessable } from './secret.rules.ts';
import { SLUG } from '../references/id-forms.ts';

/** `inventory=http://…,lending=http://…` as a record. */
const urlsByName = z
  .string()
  .default('')
  .transform((text, context) => {
    const pairs = text
      .split(',')
      .filter(Boolean)
      .map((pair) => pair.trim().split(/=(.*)/s, 2));
    for (const [name, url] of pairs) {
      if (!name || !url || !URL.canParse(url))
        context.addIssue({ code: 'custom', message: `"${name}" is not followed by =url` });
    }
    return Object.fromEntries(pairs) as Record<string, string>;
  });

/** Left empty where a file names every variable. */
const absent = z.literal('').transform(() => undefined);

function readText(file: string, context: z.RefinementCtx): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    context.addIssue({ code: 'custom', message: `cannot be read: ${file}` });
    return z.NEVER;
  }
}

export const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'is not the address of a PostgreSQL database: postgresql://user:password@host:5432/database',
});

/** At least 16 characters, as a secret should have. */
export const metricsToken = absent.or(z.string().min(16)).optional();

/** By which a subgraph knows its gateway: whoever guesses it is anybody. */
export const identitySecret = z.string().superRefine((secret, context) => {
  const message = whyGuessable(secret);
  if (message) context.addIssue({ code: 'custom', message });
});

const instanceSchema = z
  .object({
    /** Shared by an instance's gateway and subgraphs, drawn at random. */
    IDENTITY_SECRET: identitySecret,
    /** The association that runs this instance, as the hub knows it; absent at a hub. */
    ASSOCIATION: z.string().regex(SLUG).optional(),
    /** The name of the hub that this instance is, as the tokens of its coordinators say it; absent at an association. */
    HUB: z.string().regex(SLUG).optional(),
    /** The commune of its workshop: `COM-56121`. */
    SEAT: z
      .string()
      .regex(/^COM-\w{5}$/)
      .optional(),
    /** The GraphQL address of the hub that receives this instance's figures; absent at the top of the network. */
    UPSTREAM_URL: z.url().optional(),
    /** The OIDC provider that knows this instance as a client. */
    UPSTREAM_ISSUER: z.url().optional(),
    UPSTREAM_CLIENT_ID: z.string().optional(),
    UPSTREAM_CLIENT_SECRET: z.string().optional(),
    /** The Ed25519 private key (PEM, line breaks perhaps as \n) by which this instance signs what it tells its hub. */
    INSTANCE_KEY: absent.or(z.string().transform((pem) => pem.replaceAll('\\n', '\n'))).optional(),
    /** The same in a file. */
    INSTANCE_KEY_FILE: absent.or(z.string().transform(readText)).optional(),
    /** Seconds between two signs of life towards the hub. */
    HEARTBEAT_SECONDS: z.coerce.number().positive().default(60),
    /** Seconds without a sign of life after which an association's figures count as late. */
    FRESH_SECONDS: z.coerce.number().positive().default(3600),
    /** Where this process is to die (`failpoint.ts`): for tests of crashes, and for nothing else. */
    FAILPOINT: z
      .string()
      .refine((text) => readFailpoint(text) !== null, 'names no failpoint')
      .transform((text) => readFailpoint(text))
      .optional(),
    /** The server that sends e-mail: `smtps://user:password@host` or `smtp://host:25`; absent: nothing is sent. */
    MAIL_URL: absent.or(z.url({ protocol: /^smtps?$/ })).optional(),
    /** Whom e-mail comes from, and answers go to: `prets@association.example`. */
    MAIL_FROM: absent.or(z.email()).optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  })
  .refine((env) => !env.ASSOCIATION !== !env.HUB, {
    path: ['HUB'],
    message: 'give either ASSOCIATION, whose instance this is, or HUB, the name of the hub that it is',
  })
  .refine((env) => !env.ASSOCIATION || env.SEAT, { path: ['SEAT'], message: 'is required with ASSOCIATION' })
  .refine((env) => !env.UPSTREAM_URL || (env.UPSTREAM_ISSUER && env.UPSTREAM_CLIENT_ID && env.UPSTREAM_CLIENT_SECRET), {
    path: ['UPSTREAM_URL'],
    message: 'needs UPSTREAM_ISSUER, UPSTREAM_CLIENT_ID and UPSTREAM_CLIENT_SECRET',
  })
  .refine((env) => !env.UPSTREAM_URL || env.INSTANCE_KEY || env.INSTANCE_KEY_FILE, {
    path: ['INSTANCE_KEY'],
    message: 'or INSTANCE_KEY_FILE comes with UPSTREAM_URL',
  })
  .refine((env) => !env.MAIL_URL === !env.MAIL_FROM, { path: ['MAIL_FROM'], message: 'comes with MAIL_URL' });

const serverSchema = z.object({
  /** A PostgreSQL URL with the service's own login. */
  DATABASE_URL: postgresUrl,
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  /** The other subgraphs of this instance: `inventory=http://…,lending=http://…`. */
  PEER_URLS: urlsByName,
  /** What a Prometheus server bears to read `/metrics`; absent: there is no such page. */
  METRICS_TOKEN: metricsToken,
});

const loginUrl = postgresUrl.refine(
  (url) => new URL(url).username && new URL(url).password,
  'names a user and a password',
);

const loginsSchema = z.object({
  /** The database as each service enters it, with its own login: `inventory=postgresql://…,lending=postgresql://…`. */
  DATABASE_URLS: urlsByName.pipe(
    z.object({ inventory: loginUrl, lending: loginUrl, training: loginUrl, partners: loginUrl }),
  ),
});

const allInOneSchema = instanceSchema.and(loginsSchema);
const serviceSchema = instanceSchema.and(serverSchema);

/** What every process that holds subgraphs reads. */
export type InstanceEnv = z.output<typeof instanceSchema>;
/** What a process that serves one subgraph over HTTP reads. */
export type ServiceEnv = z.output<typeof serviceSchema>;

/** What a process that holds all four subgraphs reads. Throws one error that says everything that is wrong. */
export function readInstanceEnv(variables: Variables = process.env): InstanceEnv & { DATABASE_URLS: Logins } {
  return readVariables(allInOneSchema, variables);
}

/** What a process that serves one subgraph reads. Throws one error that says everything that is wrong. */
export function readServiceEnv(variables: Variables = process.env): ServiceEnv {
  return readVariables(serviceSchema, variables);
}

/** The services' addresses of a database, for whoever makes their logins. */
export function readLogins(variables: Variables = process.env): Logins {
  return readVariables(loginsSchema, variables).DATABASE_URLS;
}

export type Variables = Record<string, string | undefined>;

/** Variables as a schema wants them. Throws one error that says everything that is wrong. */
export function readVariables<Schema extends z.ZodType>(schema: Schema, variables: Variables): z.output<Schema> {
  const { data, error } = schema.safeParse(variables);
  if (!error) return data;
  const problems = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`The environment is not right:\n${problems.join('\n')}`);
}
