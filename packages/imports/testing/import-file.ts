import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { GraphQLClient } from 'graphql-request';
import type { JobSettings } from '../../platform/jobs/job-settings.ts';
import { callVerb, type Answered } from '../../platform/testing/call-verb.ts';

/** A job queue that publishes to nobody. */
export const JOBS: JobSettings = { upstream: null, heartbeatSeconds: 60, log: () => {} };

/** An import as tests read it. */
export interface RunSeen {
  id: string;
  state: string;
  total: number;
  done: number;
  created: number;
  skipped: number;
  refused: number;
  encoding: string;
  ignoredColumns: string[];
  lines: { nodes: LineSeen[] };
}

/** A line of it. */
export interface LineSeen {
  line: number;
  lastLine: number;
  status: string;
  code: string | null;
  column: string | null;
  message: string | null;
  french: string | null;
  objectId: string | null;
}

const RUN = `id fileName digest state isDryRun isAllOrNothing total done created skipped refused encoding separator
  ignoredColumns requestedBy requestedAt finishedAt
  lines(first: 100) { nodes { line lastLine status code column message french: message(language: FR) objectId } }`;

/** How a test imports files with one service's verbs. */
export interface Importing {
  api: GraphQLClient;
  /** The mutation: `importComputers`. */
  verb: string;
  /** The query: `computerImport`. */
  query: string;
}

/** Sends a file, really unless told that it is a dry run. */
export function sendFile(
  { api, verb }: Importing,
  file: string | Buffer,
  input: object = {},
): Promise<{ importRun: RunSeen | null } & Answered> {
  const content = Buffer.from(file).toString('base64');
  const usual = { fileName: 'file.csv', dryRun: false, idempotencyKey: randomUUID() };
  return callVerb(api, verb, `importRun { ${RUN} }`, { content, ...usual, ...input });
}

/** The import of an id, as it is now. */
export async function importSeen({ api, query }: Importing, id: string): Promise<RunSeen> {
  const { run } = await api.request<{ run: RunSeen }>(`query ($id: ID!) { run: ${query}(id: $id) { ${RUN} } }`, { id });
  return run;
}

/** Waits until an import has come as far as told. */
export async function importAt(
  { api, query }: Importing,
  id: string,
  isThere: (run: Pick<RunSeen, 'state' | 'done'>) => boolean,
): Promise<void> {
  const document = `query ($id: ID!) { run: ${query}(id: $id) { state done } }`;
  while (!isThere((await api.request<{ run: RunSeen }>(document, { id })).run)) await setTimeout(50);
}

/** Waits until an import has ended. */
export async function importEnded(importing: Importing, id: string): Promise<RunSeen> {
  await importAt(importing, id, ({ state }) => state !== 'WAITING' && state !== 'RUNNING');
  return importSeen(importing, id);
}

/** Sends a file and waits until it has been taken. */
export async function importFile(importing: Importing, file: string | Buffer, input: object = {}): Promise<RunSeen> {
  const { importRun, userErrors } = await sendFile(importing, file, input);
  if (!importRun) throw new Error(`The file was refused: ${userErrors[0]?.code}`);
  return importEnded(importing, importRun.id);
}

/** What became of each line: "2 CREATED", "3 REFUSED LABEL_TAKEN Asset Tag". */
export const lineByLine = ({ lines }: RunSeen): string[] =>
  lines.nodes.map(({ line, status, code, column }) => [line, status, code, column].filter(Boolean).join(' '));
