import { askToken } from '../gateway/sign-in/ask-token.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../packages/platform/peers/subgraph.ts';
import { Usage, type CommandLine } from './command/command-line.ts';
import { readCommandEnv } from './command/env.ts';
import { expectAddress, graphAt } from './command/graph.ts';
import { runCommand } from './command/run-command.ts';
import { COMMANDS, type Asked } from './figures/commands.ts';

const usage = `Usage: npm run figures -- <command> [options]      (what each does and when: docs/operator.md)

  status                          how the figures stand, here and at the hub
  compare                         hold them against the hub's, and mend what differs
  republish                       send everything to the hub again
  restore                         go on after the database came back from a backup
  audit [--with-sealed]           count everything again, and mend what differs
  seal <year>                     seal closed years for good, up to this one
  adjust <year> --reason <text>   tell what has changed in a sealed year
  enrol <code>                    enrol this instance at its hub
  at a hub: accept <association>  take what is far more than it has ever told
            installs | invite <association> | invite --hub <name> | approve <enrolment> | revoke <enrolment> --reason <text>

  --dry-run            say what would be done, and change nothing
  --service <name>     one of ${SUBGRAPH_NAMES.join(', ')}; again for another one
  --url <address>      the instance's graph; else PASSERELLE_URL, else http://127.0.0.1:4001/graphql, which PORT=5000 moves to 5001
  --token <token>      your access token; else PASSERELLE_TOKEN, else one for development is asked for
  --association <id>   whose manager that one is for; without, it is a coordinator's
  --issuer <url>       who gives that one out, if not http://127.0.0.1:4010; PORT=5000 moves it to 5010
  --language en|fr     what is printed; --json for programs
  --help               this
Exit: 0 well, 1 refused or not reached, 2 wrong usage, 3 somebody has to look.`;

const options = {
  'dry-run': { type: 'boolean', default: false },
  'with-sealed': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  service: { type: 'string', multiple: true },
  reason: { type: 'string' },
  hub: { type: 'string' },
  url: { type: 'string' },
  token: { type: 'string' },
  association: { type: 'string' },
  issuer: { type: 'string' },
  language: { type: 'string', default: 'en' },
} as const;

type Line = CommandLine<typeof options>;

/** Runs one command through the graph. */
await runCommand({
  usage,
  options,
  isFrench: ({ language }) => language.toUpperCase() === 'FR',
  async run({ values, positionals }) {
    const asked = askedIn(values, positionals);
    const command = COMMANDS[asked.command ?? ''];
    if (!command) throw new Usage(asked.command ? `"${asked.command}" is no command.` : '');
    if (positionals.length > 2) throw new Usage('One thing at a time.');
    const { text, data, exit } = await command(await signedIn(values), asked);
    console.log(values.json ? JSON.stringify(data, null, 2) : text);
    return exit;
  },
});

function askedIn(values: Line['values'], [command, subject]: string[]): Asked {
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

async function signedIn({ url, token, association, issuer }: Line['values']) {
  const env = readCommandEnv();
  const address = expectAddress('--url', url ?? env.url);
  const role = association ? 'manager' : 'coordinator';
  const askedForOne = () => askToken(expectAddress('--issuer', issuer ?? env.issuer), { role, association });
  return graphAt(address, token ?? env.token ?? (await askedForOne()));
}
