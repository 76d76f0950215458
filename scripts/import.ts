import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { GraphQLClient } from 'graphql-request';
import { askToken } from '../gateway/sign-in/ask-token.ts';
import { issuerOf } from '../gateway/sign-in/env.ts';
import { isKind, KINDS, sendFile, toldLines, type Kind, type Run } from './import/send-file.ts';

const USAGE = `Usage : npm run import -- <${Object.keys(KINDS).join('|')}> <fichier.csv> [options]
  --dry-run               ne garder rien, dire seulement ce que deviendrait chaque ligne (c'est l'usage par défaut)
  --keep                  importer vraiment
  --all-or-nothing        ne rien garder dès qu'une ligne est refusée
  --donation <id>         le don dont viennent les machines (computers seulement)
  --url <adresse>         la passerelle ; http://127.0.0.1:4001/graphql sans cette option
  --token <jeton>         votre jeton d'accès ; sans lui, un jeton de démonstration est demandé (--association <id>)`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'dry-run': { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    'all-or-nothing': { type: 'boolean', default: false },
    donation: { type: 'string' },
    url: { type: 'string', default: 'http://127.0.0.1:4001/graphql' },
    token: { type: 'string' },
    association: { type: 'string', default: 'defis' },
  },
});

/** Imports a file through the graph, with its progress and a report of what somebody has to look at. */
async function main(): Promise<void> {
  const [kind, path] = positionals;
  const isUnclear = options.keep && options['dry-run'];
  if (!isKind(kind) || !path || isUnclear || (kind === 'computers') !== Boolean(options.donation))
    throw new Error(USAGE);
  const api = await signedIn(kind);
  const input = {
    fileName: basename(path),
    content: (await readFile(path)).toString('base64'),
    dryRun: !options.keep,
    allOrNothing: options['all-or-nothing'],
    ...(options.donation && { donationId: options.donation }),
  };
  const run = await sendFile(api, kind, input, ({ done, total }) => process.stderr.write(`\r${done} / ${total}`));
  process.stderr.write('\r');
  console.log(summaryOf(run));
  for await (const { line, status, column, message } of toldLines(api, kind, run.id)) {
    console.log(
      `ligne ${line}${column ? `, ${column}` : ''} : ${message}${status === 'CREATED' ? ' (enregistrée)' : ''}`,
    );
  }
  if (run.refused > 0) process.exitCode = 1;
}

async function signedIn(kind: Kind): Promise<GraphQLClient> {
  const { token, association, url } = options;
  const { role } = KINDS[kind];
  const bearer = token ?? (await askToken(issuerOf(), { role, association, organisation: undefined }));
  return new GraphQLClient(url, { headers: { authorization: `Bearer ${bearer}` } });
}

function summaryOf({ id, state, isDryRun, encoding, ignoredColumns, total, created, skipped, refused }: Run): string {
  const kept = isDryRun || state === 'REFUSED' ? 'à enregistrer' : 'enregistrées';
  const ignored = ignoredColumns.length > 0 ? `\ncolonnes ignorées : ${ignoredColumns.join(', ')}` : '';
  const nothing = isDryRun || state === 'REFUSED' ? '\nRien n’a été gardé.' : '';
  return `${id} (${state}, ${encoding}) : ${total} lignes, ${created} ${kept}, ${skipped} déjà là, ${refused} refusées${ignored}${nothing}`;
}

await main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
