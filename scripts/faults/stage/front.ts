import { createServer, type IncomingMessage } from 'node:http';
import { execute, parse, type ExecutionResult } from 'graphql';
import type { Clock } from '../../../packages/calendar/clock.ts';
import type { Subgraph } from '../../../packages/platform/peers/subgraph.ts';
import { signViewer, type Role, type Viewer } from '../../../packages/platform/access/viewer.ts';
import { THE_HUB } from './orders.ts';

/** As the services behind a gateway: what is larger is refused unread. */
const LARGEST_BODY = 10 * 1024 * 1024;

/** The services that are open just now. */
export interface Open {
  subgraphs(): Promise<readonly Subgraph[]>;
  secret: Uint8Array;
  clock: Clock;
}

interface Question {
  query: string;
  variables?: Record<string, unknown>;
}

/**
 * A gateway as thin as can be: it believes the token, finds the one service that has the field asked for, and signs for it
 * who asks. Answers 503 while nothing is open. Gives the port.
 */
export async function startFront(opened: () => Open | null): Promise<number> {
  const server = createServer((request, response) => {
    // One message for each connection, so that what breaks one breaks no other.
    const headers = { 'content-type': 'application/json', connection: 'close' };
    const reply = (status: number, body: object): void => {
      response.writeHead(status, headers).end(JSON.stringify(body));
    };
    answerTo(request, opened()).then(
      ({ status, body }) => reply(status, body),
      (error: Error) => reply(400, { errors: [{ message: error.message }] }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

async function answerTo(request: IncomingMessage, open: Open | null): Promise<{ status: number; body: object }> {
  const text = await bodyOf(request);
  if (text === null) return { status: 413, body: { errors: [{ message: 'The message is too large' }] } };
  if (!open) return { status: 503, body: { errors: [{ message: 'This instance is not open' }] } };
  const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
  return { status: 200, body: await ask(open, viewerOf(token), JSON.parse(text) as Question) };
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  }
  return size <= LARGEST_BODY ? Buffer.concat(chunks).toString() : null;
}

function viewerOf(token: string): Viewer {
  const [role = '', association = ''] = token.split('@');
  const whose = { association: association || null, hub: association ? null : THE_HUB };
  return { subject: token, roles: [role as Role], ...whose, organisation: null };
}

/** Answers one question to one viewer. */
export async function ask(
  { subgraphs, secret, clock }: Open,
  viewer: Viewer,
  { query, variables }: Question,
): Promise<ExecutionResult> {
  const document = parse(query);
  const [field] = /(?<=\{\s*(?:\w+\s*:\s*)?)\b\w+(?=\s*[({])/.exec(query) ?? [''];
  const asked = (await subgraphs()).find(({ schema }) =>
    [schema.getMutationType(), schema.getQueryType()].some((type) => type?.getFields()[field]),
  );
  if (!asked) throw new Error(`No service here answers ${field}`);
  const signed = await signViewer(viewer, secret, clock.now());
  return execute({
    schema: asked.schema,
    document,
    variableValues: variables ?? {},
    contextValue: await asked.contextFor(signed),
  });
}
