import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { FILE_ROUTES } from './file-routes.ts';

const supergraph = buildSchema(readFileSync('schema/supergraph.graphql', 'utf8'), { assumeValidSDL: true });

test.each(FILE_ROUTES)('$path asks what the graph can answer', ({ query, at }) => {
  expect(validate(supergraph, parse(query))).toEqual([]);
  expect(query).toContain(at.at(-1));
});
