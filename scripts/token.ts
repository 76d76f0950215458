import { parseArgs } from 'node:util';
import { askToken } from '../gateway/sign-in/ask-token.ts';
import { DEVELOPMENT_ROLES, isDevelopmentRole } from '../gateway/sign-in/development-clients.ts';
import { issuerOf } from '../gateway/sign-in/env.ts';

const USAGE = `Usage: npm run token -- --role <role> [--association <id>] [--organisation <id>] [--issuer <url>]
Roles: ${DEVELOPMENT_ROLES.join(', ')}.`;

/** Prints an access token for a role, and nothing else, on standard output. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      association: { type: 'string' },
      organisation: { type: 'string' },
      issuer: { type: 'string', default: issuerOf() },
    },
  });
  const { role, association, organisation, issuer } = values;
  if (!isDevelopmentRole(role)) throw new Error(USAGE);
  process.stdout.write(`${await askToken(issuer, { role, association, organisation })}\n`);
}

await main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
