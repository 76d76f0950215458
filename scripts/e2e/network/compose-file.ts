import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT } from './run-process.ts';

/** A service of docker-compose.yml that runs this project's image. */
export interface ComposeService {
  command: string[];
  /** What the image and the file set, `${VARIABLES}` filled in. */
  environment: Record<string, string>;
  /** What must be there before it, with the condition. */
  dependsOn: Record<string, string>;
}

interface Raw {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
}

const IMAGE = 'passerelle';

/** Reads the services of docker-compose.yml that run this project's image, as an engine would. */
export async function readCompose(variables: Record<string, string>): Promise<Record<string, ComposeService>> {
  const text = await readFile(join(PROJECT, 'docker-compose.yml'), 'utf8');
  const { services } = parse(fillIn(text, variables), { merge: true }) as { services: Record<string, Raw> };
  const image = await imageEnvironment();
  const ours = Object.entries(services).filter(([, service]) => service.image === IMAGE);
  return Object.fromEntries(ours.map(([name, service]) => [name, resolved(service, image)]));
}

function resolved({ command, environment, depends_on: dependsOn }: Raw, image: Record<string, string>): ComposeService {
  return {
    command: command ?? [],
    environment: { ...image, ...environment },
    dependsOn: Object.fromEntries(Object.entries(dependsOn ?? {}).map(([name, { condition }]) => [name, condition])),
  };
}

/** `${NAME:-default}` and `${NAME:?message}`: the only forms the file uses. */
function fillIn(text: string, variables: Record<string, string>): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, form: string, rest: string) => {
    const value = variables[name] ?? (form === '-' ? rest : undefined);
    if (value === undefined) throw new Error(`${name}: ${rest}`);
    return value;
  });
}

/** What the Dockerfile sets in the image that runs. */
async function imageEnvironment(): Promise<Record<string, string>> {
  const text = await readFile(join(PROJECT, 'Dockerfile'), 'utf8');
  const pairs = [...text.matchAll(/^ENV (.+)$/gm)].flatMap(([, line]) => line!.split(/\s+/));
  return Object.fromEntries(pairs.map((pair) => pair.split('=', 2) as [string, string]));
}
