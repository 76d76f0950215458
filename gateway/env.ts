import { randomBytes } from 'node:crypto';
import { isIP, isIPv6 } from 'node:net';
import { z } from 'zod';
import { RATES } from './limits/limit-rate.ts';
import { identitySecret, metricsToken } from '../packages/platform/service/env.ts';
import { inProject } from '../packages/platform/service/project-folder.ts';
import { DEVELOPMENT } from './sign-in/development-clients.ts';
import { isLoopback } from './sign-in/loopback.ts';

/** As express reads `trust proxy`. */
const isNetwork = (text: string): boolean => {
  const [address = '', bits = '0', ...more] = text.split('/');
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  return isIP(address) > 0 && more.length === 0 && /^\d+$/.test(bits) && Number(bits) <= (isIPv6(address) ? 128 : 32);
};

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  );

/** `inventory=http://…,lending=http://…` as a record. */
const urls = list.transform((pairs, context) => {
  const entries = pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  for (const [name, url] of entries) {
    if (!name || !URL.canParse(url)) context.addIssue({ code: 'custom', message: `not “name=url”: ${name}=${url}` });
  }
  return Object.fromEntries(entries);
});

const schema = z
  .object({
    /** `development`, in that very word, lets anybody take any role; whatever else is said, or nothing, does not. */
    NODE_ENV: z.string().default('production'),
    /** The association whose graph this is, for its sandbox; absent at a hub. */
    ASSOCIATION: z.string().optional(),
    /** The supergraph file to serve. */
    SUPERGRAPH: z.string().default(inProject('schema/supergraph.graphql')),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
    /** Where the subgraphs are, instead of the addresses in the supergraph file: `name=url,name=url`. */
    SUBGRAPH_URLS: urls,
    /** Milliseconds one fetch from a subgraph may take. */
    SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().positive().default(10_000),
    /** The OIDC provider whose tokens are accepted. Without it every visitor is anonymous. */
    OIDC_ISSUER: z.url().optional(),
    OIDC_AUDIENCE: z.string().default('passerelle'),
    /** Shared with the subgraphs, drawn at random; made up in development when absent. */
    IDENTITY_SECRET: identitySecret.optional(),
    /** Origins of the pages that may call the gateway from a browser, separated by commas. */
    CORS_ORIGINS: list,
    /** The folder the sandbox was built in; it is not served when the folder is absent. */
    SANDBOX: z.string().default(inProject('dist/sandbox')),
    /** What a Prometheus server bears to read `/metrics`; absent: there is no such page. */
    METRICS_TOKEN: metricsToken,
    /** Points of cost that one address may ask for in a minute without an account, and one account. */
    RATE_ANYBODY: z.coerce.number().int().positive().default(RATES.anybody),
    RATE_ACCOUNT: z.coerce.number().int().positive().default(RATES.account),
    /** Proxies in front that are believed when they say whom a request comes from: addresses, networks (`10.0.0.0/8`), `loopback`. */
    TRUSTED_PROXIES: list.refine((proxies) => proxies.every(isNetwork), 'names no address, network or `loopback`'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  })
  .refine((env) => env.NODE_ENV === DEVELOPMENT || env.IDENTITY_SECRET !== undefined, {
    path: ['IDENTITY_SECRET'],
    message: 'is required, and is that of the subgraphs: “openssl rand -hex 32” makes one',
  })
  .refine((env) => env.NODE_ENV !== DEVELOPMENT || isLoopback(env.HOST), {
    path: ['HOST'],
    message:
      'reaches beyond this machine, where NODE_ENV=development gives anybody any role: use 127.0.0.1, or NODE_ENV=production',
  })
  .transform((env) => ({
    ...env,
    isDevelopment: env.NODE_ENV === DEVELOPMENT,
    IDENTITY_SECRET: env.IDENTITY_SECRET ?? randomBytes(32).toString('hex'),
  }));

export type GatewayEnv = z.output<typeof schema>;

/** Reads the environment of the gateway's process; says everything that is wrong with it at once. */
export function readEnv(variables: Record<string, string | undefined>): GatewayEnv {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`The gateway's environment is not right:\n${problems.join('\n')}`);
}

/** The environment this process was started with; ends the process when it is not right. */
export function processEnv(): GatewayEnv {
  try {
    return readEnv(process.env);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
