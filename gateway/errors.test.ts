import { globSync, readFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { formatErrorFor } from './errors.ts';

describe('A bug', () => {
  it('is logged without the row that a database refused', () => {
    const refused = Object.assign(new Error('violates check constraint "person_check"'), {
      code: '23514',
      constraint: 'person_check',
      detail: 'Failing row contains (person_01h, Maiwenn, Canary).',
    });
    const lines: object[] = [];
    const format = formatErrorFor({ error: (fields) => void lines.push(fields) }, () => 'error_1');
    const answer = format(
      { message: 'Internal' },
      new GraphQLError('Internal', { path: ['registerPerson'], originalError: refused }),
    );
    expect(lines).toMatchObject([{ errorId: 'error_1', err: { code: '23514', constraint: 'person_check' } }]);
    expect(JSON.stringify([lines, answer])).not.toContain('Canary');
  });
});

/** Every code that a service throws with a `GraphQLError`, as its source says. */
const codesOfServices = [
  ...new Set(
    globSync('{packages,services}/**/*.ts', { exclude: (path) => path.endsWith('.test.ts') }).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/extensions: \{\s*code: '([A-Z_]+)'/g)].map(([, code]) => code!),
    ),
  ),
].sort();

describe('An error of a service', () => {
  const format = formatErrorFor({ error: () => {} }, () => 'error_1');

  it.each(codesOfServices)('%s reaches the client with its sentence', (code) => {
    const extensions = { code, serviceName: 'partners' };
    expect(format({ message: 'Ask its own graph.', extensions }, null)).toMatchObject({
      message: 'Ask its own graph.',
      extensions: { code },
    });
  });
});
