import { parseArgs } from 'node:util';
import { askToken } from '../gateway/sign-in/ask-token.ts';
import { DEVELOPMENT_ROLES, isDevelopmentRole } from '../gateway/sign-in/development-clients.ts';
import { issuerOf } from '../gateway/sign-in/env.ts';

const USAGE = `Usage: npm run --silent token -- --role <role> [options]      (prints an access token, while npm start is running)

  --role <role>          one of ${DEVELOPMENT_ROLES.join(', ')}
  --association <id>     the association the holder acts for; a coordinator acts for none
  --organisation <id>    the organisation a partner speaks for
  --issuer <url>         who gives it out, if not http://127.0.0.1:4010; PORT=5000 moves it, as it moves npm start
  --help                 this`;

const OPTIONS = {
  role: { type: 'string' },
  association: { type: 'string' },
  organisation: { type: 'string' },
  issuer: { type: 'string', default: issuerOf() },
  help: { type: 'boolean', default: false },
} as const;

/** Prints an access token for a role, and nothing else, on standard output. */
async function main(): Promise<void> {
  const { role, help, issuer, ...whose } = readLine();
  if (help) return console.log(USAGE);
  if (!isDevelopmentRole(role)) throw new Error(USAGE);
  process.stdout.write(`${await askToken(issuer, { role, ...whose })}\n`);
}

function readLine() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}

await main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
