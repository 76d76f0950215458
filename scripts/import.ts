import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { askToken } from '../gateway/sign-in/ask-token.ts';
import { Failure } from '../packages/platform/refusals/failure.ts';
import { Usage, type CommandLine } from './command/command-line.ts';
import { readCommandEnv } from './command/env.ts';
import { EXIT } from './command/exit.ts';
import { expectAddress, graphAt } from './command/graph.ts';
import { runCommand } from './command/run-command.ts';
import { isKind, KINDS, sendFile, toldLines, type Kind, type Run } from './import/send-file.ts';

const usage = `Usage : npm run import -- <${Object.keys(KINDS).join('|')}> <fichier.csv> [options]
  --dry-run               ne garder rien, dire seulement ce que deviendrait chaque ligne (c'est l'usage par défaut)
  --keep                  importer vraiment
  --all-or-nothing        ne rien garder dès qu'une ligne est refusée
  --donation <id>         le don dont viennent les machines (computers seulement)
  --url <adresse>         la passerelle ; sinon PASSERELLE_URL, sinon http://127.0.0.1:4001/graphql, que PORT=5000 déplace en 5001
  --token <jeton>         votre jeton d'accès ; sinon PASSERELLE_TOKEN, sinon un jeton de démonstration est demandé (--association <id>)
  --help                  ceci`;

const options = {
  'dry-run': { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  'all-or-nothing': { type: 'boolean', default: false },
  donation: { type: 'string' },
  url: { type: 'string' },
  token: { type: 'string' },
  association: { type: 'string', default: 'defis' },
} as const;

type Options = CommandLine<typeof options>['values'];

/** Imports a file through the graph, with its progress and a report of what somebody has to look at. */
await runCommand({
  usage,
  options,
  isFrench: () => true,
  async run({ values, positionals }) {
    const { kind, path } = whatIn(positionals);
    refuseUnclear(kind, values);
    const input = {
      fileName: basename(path),
      content: (await contentOf(path)).toString('base64'),
      dryRun: !values.keep,
      allOrNothing: values['all-or-nothing'],
      ...(values.donation && { donationId: values.donation }),
    };
    const api = await signedIn(kind, values);
    const run = await sendFile(api, kind, input, ({ done, total }) => process.stderr.write(`\r${done} / ${total}`));
    process.stderr.write('\r');
    console.log(summaryOf(run));
    for await (const { line, status, column, message } of toldLines(api, kind, run.id)) {
      console.log(
        `ligne ${line}${column ? `, ${column}` : ''} : ${message}${status === 'CREATED' ? ' (enregistrée)' : ''}`,
      );
    }
    return run.refused > 0 ? EXIT.failed : EXIT.well;
  },
});

/** What a command line names. Throws `Usage`, with a sentence, when it does not name one file of a known kind. */
function whatIn([kind, path, ...more]: readonly string[]): { kind: Kind; path: string } {
  if (kind === undefined) throw new Usage('');
  if (!isKind(kind)) throw new Usage(`« ${kind} » n'est rien qui s'importe.`);
  if (!path || more.length > 0) throw new Usage(`Nommez un fichier après ${kind}, et un seul.`);
  return { kind, path };
}

function refuseUnclear(kind: Kind, { keep, donation, 'dry-run': dryRun }: Options): void {
  if (keep && dryRun) throw new Usage('--keep ou --dry-run, pas les deux.');
  if (kind === 'computers' && !donation)
    throw new Usage(
      'Dites de quel don viennent les machines : --donation donation_… (accepté, pas encore inventorié).',
    );
  if (kind !== 'computers' && donation) throw new Usage('--donation est pour computers seulement.');
}

/** The file, from the folder in which the command was typed. */
function contentOf(path: string): Promise<Buffer> {
  return readFile(resolve(readCommandEnv().folder, path)).catch((cause: NodeJS.ErrnoException) => {
    throw new Failure(
      {
        en: `The file ${path} cannot be read (${cause.code}). Check its name.`,
        fr: `Le fichier ${path} ne peut pas être lu (${cause.code}). Vérifiez son nom.`,
      },
      { cause },
    );
  });
}

async function signedIn(kind: Kind, { token, association, url }: Options) {
  const env = readCommandEnv();
  const address = expectAddress('--url', url ?? env.url);
  const { role } = KINDS[kind];
  return graphAt(address, token ?? env.token ?? (await askToken(env.issuer, { role, association })));
}

function summaryOf({ id, state, isDryRun, encoding, ignoredColumns, total, created, skipped, refused }: Run): string {
  const kept = isDryRun || state === 'REFUSED' ? 'à enregistrer' : 'enregistrées';
  const ignored = ignoredColumns.length > 0 ? `\ncolonnes ignorées : ${ignoredColumns.join(', ')}` : '';
  const nothing = isDryRun || state === 'REFUSED' ? '\nRien n’a été gardé.' : '';
  return `${id} (${state}, ${encoding}) : ${total} lignes, ${created} ${kept}, ${skipped} déjà là, ${refused} refusées${ignored}${nothing}`;
}
