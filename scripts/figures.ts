import { parseArgs } from 'node:util';
import { GraphQLClient } from 'graphql-request';
import { askToken } from '../gateway/sign-in/ask-token.ts';
import { issuerOf } from '../gateway/sign-in/env.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../services/kit/subgraph.ts';
import { COMMANDS, Usage, type Asked } from './figures/commands.ts';
import { readFiguresEnv } from './figures/env.ts';
import { EXIT } from './figures/operations.ts';

const USAGE = `Usage: npm run figures -- <command> [options]      (what each does and when: docs/operator.md)

  status                          how the figures stand, here and at the hub
  compare                         hold them against the hub's, and mend what differs
  republish                       send everything to the hub again
  restore                         go on after the database came back from a backup
  audit [--with-sealed]           count everything again, and mend what differs
  seal <year>                     seal closed years for good, up to this one
  adjust <year> --reason <text>   tell what has changed in a sealed year
  enrol <code>                    enrol this instance at its hub
  at a hub: installs | invite <association> | invite --hub <name> | approve <enrolment> | revoke <enrolment> --reason <text>

  --dry-run            say what would be done, and change nothing
  --service <name>     one of ${SUBGRAPH_NAMES.join(', ')}; again for another one
  --url <address>      the instance's graph; else PASSERELLE_URL, else http://127.0.0.1:4001/graphql
  --token <token>      your access token; else PASSERELLE_TOKEN, else one for development is asked for
  --association <id>   whose manager that one is for; without, it is a coordinator's
  --issuer <url>       who gives that one out, if not http://127.0.0.1:4010; PORT=5000 moves it, as it moves npm start
  --language en|fr     what is printed; --json for programs
  --help               this
Exit: 0 well, 1 refused or not reached, 2 wrong usage, 3 somebody has to look.`;

const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  'with-sealed': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  service: { type: 'string', multiple: true },
  reason: { type: 'string' },
  hub: { type: 'string' },
  url: { type: 'string', default: readFiguresEnv().url ?? 'http://127.0.0.1:4001/graphql' },
  token: { type: 'string' },
  association: { type: 'string' },
  issuer: { type: 'string', default: issuerOf() },
  language: { type: 'string', default: 'en' },
  help: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof readLine>['values'];
const readLine = () => parseArgs({ allowPositionals: true, options: OPTIONS });

/** Runs one command through the graph; gives its exit code. */
async function main(): Promise<number> {
  const { values, positionals } = understood(readLine);
  if (values.help) {
    console.log(USAGE);
    return EXIT.well;
  }
  const asked = askedIn(values, positionals);
  const run = COMMANDS[asked.command ?? ''];
  if (!run) throw new Usage(asked.command ? `"${asked.command}" is no command.` : '');
  if (positionals.length > 2) throw new Usage('One thing at a time.');
  const { text, data, exit } = await run(await signedIn(values), asked);
  console.log(values.json ? JSON.stringify(data, null, 2) : text);
  return exit;
}

function askedIn(values: Options, [command, subject]: string[]): Asked {
  const language = values.language.toUpperCase();
  const services = values.service as SubgraphName[] | undefined;
  const isKnown = (name: SubgraphName): boolean => SUBGRAPH_NAMES.includes(name);
  if ((language !== 'EN' && language !== 'FR') || !(services ?? []).every(isKnown)) {
    throw new Usage('--language or --service is not one of those below.');
  }
  const { reason, hub } = values;
  const { 'dry-run': dryRun, 'with-sealed': withSealed } = values;
  return { command, subject, reason, hub, services, language, dryRun, withSealed };
}

async function signedIn({ url, token, association, issuer }: Options): Promise<GraphQLClient> {
  const role = association ? 'manager' : 'coordinator';
  const bearer = token ?? readFiguresEnv().token ?? (await askToken(issuer, { role, association }));
  return new GraphQLClient(url, { headers: { authorization: `Bearer ${bearer}` } });
}

function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Usage((error as Error).message);
  }
}

const NOBODY = 'Nobody answers there: is the instance running, and is the address right (--url)?';

/** What the graph says, without the document that was sent. */
const sentenceOf = ({ message }: Error): string =>
  message === 'fetch failed' ? NOBODY : message.split(': {"response"')[0]!;

process.exitCode = await main().catch((error: Error) => {
  console.error(error instanceof Usage ? `${error.message}\n\n${USAGE}`.trim() : sentenceOf(error));
  return error instanceof Usage ? EXIT.usage : EXIT.failed;
});
