import { askToken } from '../gateway/sign-in/ask-token.ts';
import { DEVELOPMENT_ROLES, isDevelopmentRole } from '../gateway/sign-in/development-clients.ts';
import { Usage } from './command/command-line.ts';
import { readCommandEnv } from './command/env.ts';
import { EXIT } from './command/exit.ts';
import { expectAddress } from './command/graph.ts';
import { runCommand } from './command/run-command.ts';

const usage = `Usage: npm run --silent token -- --role <role> [options]      (prints an access token, while npm start is running)

  --role <role>          one of ${DEVELOPMENT_ROLES.join(', ')}
  --association <id>     the association the holder acts for: without one, roles but the coordinator's count nowhere
  --organisation <id>    the organisation a partner of that association speaks for
  --hub <name>           the hub a coordinator acts for, if not that of npm start
  --person <name>        who the holder is, where it takes two people of one role
  --issuer <url>         who gives it out, if not http://127.0.0.1:4010; PORT=5000 moves it, as it moves npm start
  --help                 this`;

const options = {
  role: { type: 'string' },
  association: { type: 'string' },
  organisation: { type: 'string' },
  hub: { type: 'string' },
  person: { type: 'string' },
  issuer: { type: 'string' },
} as const;

/** Prints an access token for a role, and nothing else, on standard output. */
await runCommand({
  usage,
  options,
  async run({ values: { role, issuer, ...whose }, positionals }) {
    if (!isDevelopmentRole(role)) throw new Usage(role === undefined ? '' : `Nobody may have the role "${role}".`);
    if (positionals.length > 0) throw new Usage(`What is "${positionals[0]}"? Only options are expected.`);
    const asked = expectAddress('--issuer', issuer ?? readCommandEnv().issuer);
    process.stdout.write(`${await askToken(asked, { role, ...whose })}\n`);
    return EXIT.well;
  },
});
