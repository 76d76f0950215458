import { parse } from 'graphql';
import type { GraphQLClient } from 'graphql-request';
import { ask } from '../network/ask.ts';
import type { Question } from './read-story.ts';

/** What the story has learned so far: `$computer` of an answer is `$computer` of the questions that follow. */
export type Learned = Map<string, unknown>;

/** Asks a question of the story and expects the answer it shows; learns what the answer names. */
export async function tellQuestion(client: GraphQLClient, question: Question, learned: Learned): Promise<void> {
  const variables = variablesOf(question, learned);
  const { data, errors } = await ask(client, question.query, variables);
  expect(errors).toEqual([]);
  expect(data).toStrictEqual(expected(question.answer, data, learned));
}

function variablesOf({ query, line }: Question, learned: Learned): Record<string, unknown> {
  const [operation] = parse(query).definitions;
  const wanted = operation?.kind === 'OperationDefinition' ? (operation.variableDefinitions ?? []) : [];
  return Object.fromEntries(
    wanted.map(({ variable }) => {
      const name = variable.name.value;
      return [name, name === 'key' ? `story, line ${line}` : learned.get(name)];
    }),
  );
}

/** The answer as shown, with `$name` for what was learned (now or before) and `…` for what goes on. */
function expected(shown: unknown, actual: unknown, learned: Learned): unknown {
  if (typeof shown === 'string') return expectedText(shown, actual, learned);
  if (Array.isArray(shown)) return shown.map((each, index) => expected(each, at(actual, index), learned));
  if (typeof shown !== 'object' || shown === null) return shown;
  return Object.fromEntries(
    Object.entries(shown).map(([name, each]) => [name, expected(each, at(actual, name), learned)]),
  );
}

function expectedText(shown: string, actual: unknown, learned: Learned): unknown {
  const [, name] = /^\$(\w+)$/.exec(shown) ?? [];
  if (name) {
    if (!learned.has(name)) learned.set(name, actual);
    return learned.get(name);
  }
  if (!shown.endsWith('…')) return shown;
  const beginning = shown.slice(0, -1);
  return typeof actual === 'string' && actual.startsWith(beginning) ? actual : shown;
}

const at = (value: unknown, key: string | number): unknown => (value as Record<string | number, unknown> | null)?.[key];
