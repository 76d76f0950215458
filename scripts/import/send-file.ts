import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { GraphQLClient } from 'graphql-request';

/** The kinds of file, and how the graph names what imports them. */
export const KINDS = {
  computers: { verb: 'importComputers', run: 'computerImport', role: 'technician' },
  places: { verb: 'importPlaces', run: 'placeImport', role: 'trainer' },
  households: { verb: 'importHouseholds', run: 'householdImport', role: 'lender' },
} as const;
export type Kind = keyof typeof KINDS;

export const isKind = (text: string | undefined): text is Kind => text !== undefined && Object.hasOwn(KINDS, text);

/** How far an import has come. */
export interface Run {
  id: string;
  state: 'WAITING' | 'RUNNING' | 'DONE' | 'REFUSED' | 'CANCELLED';
  isDryRun: boolean;
  encoding: string;
  ignoredColumns: string[];
  total: number;
  done: number;
  created: number;
  skipped: number;
  refused: number;
}

/** A line that somebody has to look at. */
export interface ToldLine {
  line: number;
  status: string;
  code: string;
  column: string | null;
  message: string;
}

const RUN = 'id state isDryRun encoding ignoredColumns total done created skipped refused';
const POLL_MS = 500;

/** Sends a file and follows it until it has been taken; throws what the graph refuses. */
export async function sendFile(
  api: GraphQLClient,
  kind: Kind,
  input: { fileName: string; content: string; dryRun: boolean; allOrNothing: boolean; donationId?: string },
  follow: (run: Run) => void,
): Promise<Run> {
  const { verb, run: query } = KINDS[kind];
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`;
  const { payload } = await api.request<{ payload: Begun }>(
    `mutation ($input: ${type}!) { payload: ${verb}(input: $input) { importRun { ${RUN} } userErrors { code message(language: FR) } } }`,
    { input: { ...input, idempotencyKey: randomUUID() } },
  );
  const [refusal] = payload.userErrors;
  if (!payload.importRun) throw new Error(`${refusal?.code} : ${refusal?.message}`);
  let run = payload.importRun;
  while (run.state === 'WAITING' || run.state === 'RUNNING') {
    await setTimeout(POLL_MS);
    const { seen } = await api.request<{ seen: Run }>(`query ($id: ID!) { seen: ${query}(id: $id) { ${RUN} } }`, {
      id: run.id,
    });
    run = seen;
    follow(run);
  }
  return run;
}

interface Begun {
  importRun: Run | null;
  userErrors: { code: string; message: string }[];
}

/** Every line that was refused or needs something more, in the order of the file. */
export async function* toldLines(api: GraphQLClient, kind: Kind, id: string): AsyncGenerator<ToldLine> {
  const document = `query ($id: ID!, $after: String, $status: ImportLineStatus) { run: ${KINDS[kind].run}(id: $id) {
    lines(first: 100, after: $after, status: $status) {
      nodes { line status code column message(language: FR) } pageInfo { hasNextPage endCursor }
    } } }`;
  for (const status of ['REFUSED', 'CREATED']) {
    for (let after: string | null = null, more = true; more;) {
      const { run }: Page = await api.request<Page>(document, { id, after, status });
      yield* run.lines.nodes.filter(({ code }) => code !== null) as ToldLine[];
      ({ hasNextPage: more, endCursor: after } = run.lines.pageInfo);
    }
  }
}

interface Page {
  run: {
    lines: {
      nodes: (Omit<ToldLine, 'code'> & { code: string | null })[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
}
