import { setTimeout as wait } from 'node:timers/promises';
import { ClientError, GraphQLClient } from 'graphql-request';
import { askToken } from '../../../gateway/sign-in/ask-token.ts';
import type { DevelopmentRole } from '../../../gateway/sign-in/development-clients.ts';
import { takeTurns, type Turns } from './take-turns.ts';
import { verbNamed, type VerbName } from './verbs.ts';

/** What is entered, and the name under which it is entered once only, however often it is tried. */
export interface Entry {
  key: string;
  input: object;
}

/** Where the people of one association, or a coordinator at the hub, enter their work. */
export interface Desk {
  /** Enters everything through a verb, in the order given, and gives what each call made. Throws at the first refusal. */
  enter<Made>(verb: VerbName, entries: readonly Entry[]): Promise<Made[]>;
}

export interface DeskOptions {
  /** The graph: `http://127.0.0.1:4001/graphql`. */
  url: string;
  issuer: string;
  /** The association its people act for; null at the hub. */
  association: string | null;
  /** Who does everything at this desk, when not each verb's own role. */
  role?: DevelopmentRole;
  /** Told after each request how many calls of which verb went through. */
  onEntered(verb: VerbName, count: number): void;
  signal: AbortSignal;
}

/** Calls in one request: few enough for a slow machine to answer in time; the gateway allows a field 26 times. */
const CALLS = 10;
/** Requests at once: as many as a service has connections, so that what is written to the disk is written together. */
const REQUESTS = 8;
/** What passes by itself on a machine that is busy; trying again enters nothing twice. */
const PASSING = new Set(['INVENTORY_UNREACHABLE', 'CROSSING_PENDING', 'TIMEOUT', 'STOPPING']);
const ATTEMPTS = 10;
const PAUSE_MS = 1_000;

interface Answer {
  userErrors: { field: string[] | null; code: string; message: string }[];
}

export function openDesk(options: DeskOptions): Desk {
  const turns = takeTurns(REQUESTS);
  const clients = new Map<DevelopmentRole, Promise<GraphQLClient>>();
  const clientOf = (role: DevelopmentRole): Promise<GraphQLClient> => {
    const known = clients.get(role) ?? signIn(options, role);
    clients.set(role, known);
    return known;
  };
  return {
    async enter<Made>(verb: VerbName, entries: readonly Entry[]) {
      const client = await clientOf(options.role ?? verbNamed(verb).role);
      const batches = Array.from({ length: Math.ceil(entries.length / CALLS) }, (_, index) =>
        entries.slice(index * CALLS, (index + 1) * CALLS),
      );
      const made = await Promise.all(batches.map((batch) => enterBatch(verb, batch, { client, turns, options })));
      return made.flat() as Made[];
    },
  };
}

async function signIn(
  { url, issuer, association, signal }: DeskOptions,
  role: DevelopmentRole,
): Promise<GraphQLClient> {
  const token = await askToken(issuer, { role, association: association ?? undefined });
  return new GraphQLClient(url, { headers: { authorization: `Bearer ${token}` }, signal });
}

interface Way {
  client: GraphQLClient;
  turns: Turns;
  options: DeskOptions;
}

async function enterBatch(
  verb: VerbName,
  entries: readonly Entry[],
  { client, turns, options }: Way,
): Promise<Answer[]> {
  const variables = Object.fromEntries(entries.map((entry, index) => [`i${index}`, inputOf(verb, entry)]));
  const document = documentOf(verb, entries.length);
  for (let attempt = 1; ; attempt += 1) {
    const { data, error } = await turns(() => send(client, document, variables));
    const answers = entries.map((_, index) => data?.[`e${index}`]);
    const codes: unknown[] = error ? [codeOf(error)] : answers.map((answer) => answer?.userErrors[0]?.code);
    if (attempt === ATTEMPTS || !codes.some((code) => PASSING.has(code as string))) {
      if (error) throw explained(verb, error);
      entries.forEach((entry, index) => refuseToGoOn(verb, entry, answers[index]!));
      options.onEntered(verb, entries.length);
      return answers as Answer[];
    }
    await wait(PAUSE_MS, undefined, { signal: options.signal });
  }
}

async function send(
  client: GraphQLClient,
  document: string,
  variables: object,
): Promise<{ data?: Record<string, Answer>; error?: Error }> {
  try {
    return { data: await client.request(document, variables) };
  } catch (error) {
    return { error: error as Error };
  }
}

const codeOf = (error: Error): unknown =>
  error instanceof ClientError ? error.response.errors?.[0]?.extensions['code'] : undefined;

/** The client's own message repeats the whole request. */
function explained(verb: VerbName, error: Error): Error {
  const said = error instanceof ClientError ? error.response.errors?.[0]?.message : error.message;
  return new Error(`The sample years could not be entered at ${verb}: ${said}`, { cause: error });
}

function inputOf(verb: VerbName, { key, input }: Entry): object {
  return verbNamed(verb).already ? input : { ...input, idempotencyKey: `sample ${verb} ${key}` };
}

function documentOf(verb: VerbName, count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input!`;
  const calls = numbers.map(
    (index) => `e${index}: ${verb}(input: $i${index}) { ${verbNamed(verb).made} userErrors { field code message } }`,
  );
  return `mutation Sample(${numbers.map((index) => `$i${index}: ${type}`).join(', ')}) {\n${calls.join('\n')}\n}`;
}

function refuseToGoOn(verb: VerbName, { key }: Entry, { userErrors: [error] }: Answer): void {
  if (!error || error.code === verbNamed(verb).already) return;
  throw new Error(
    `The sample years were refused at ${verb} ${key}: ${error.code} ${error.message} (${error.field?.join('.')})`,
  );
}
