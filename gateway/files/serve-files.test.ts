import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import express from 'express';
import { GraphQLError } from 'graphql';
import { ANONYMOUS } from '../../packages/platform/access/viewer.ts';
import type { GatewayContext } from '../data-source/subgraph-source.ts';
import type { FileRoute } from './file-routes.ts';
import { serveFiles } from './serve-files.ts';

const SDL = `
  type Query { note(id: ID!): Note }
  type Note { file: File }
  type File { name: String! mediaType: String! digest: String! content: String! }`;

const NOTE = { name: 'ma note.txt', mediaType: 'text/plain; charset=utf-8', digest: 'd1', content: 'w6l0w6k=' };

const ROUTE: FileRoute = {
  path: '/files/notes/:id',
  query: 'query Note($id: ID!) { note(id: $id) { file { name mediaType digest content } } }',
  at: ['note', 'file'],
};

const note = (_: unknown, { id }: { id: string }) => {
  if (id === 'forbidden') throw new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN' } });
  if (id === 'broken') throw new Error('a bug');
  return id === 'unknown' ? null : { file: NOTE };
};

let http: Server;
let base: string;

beforeAll(async () => {
  const server = new ApolloServer<GatewayContext>({ typeDefs: SDL, resolvers: { Query: { note } } });
  await server.start();
  const app = express().use(serveFiles({ server }, async ({ headers }) => contextOf(headers.authorization), [ROUTE]));
  http = createServer(app).listen(0);
  base = `http://127.0.0.1:${(http.address() as AddressInfo).port}/files/notes`;
});
afterAll(() => void http.close());

function contextOf(authorization: string | undefined): GatewayContext {
  if (!authorization) return { viewer: ANONYMOUS, signedViewer: '' };
  throw new GraphQLError('The token is not valid here.', { extensions: { code: 'UNAUTHENTICATED' } });
}

test('a file of the graph is answered as its bytes, under its name', async () => {
  const answer = await fetch(`${base}/one`);
  expect(await answer.text()).toBe('été');
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="ma_note.txt"');
});

test('a client that has the file already is told so', async () => {
  // Without the second header, fetch would ask to bypass every cache.
  const headers = { 'if-none-match': '"d1"', 'cache-control': 'max-age=0' };
  const answer = await fetch(`${base}/one`, { headers });
  expect(answer.status).toBe(304);
});

test.each([
  ['unknown', {}, 404, 'NOT_FOUND'],
  ['forbidden', {}, 403, 'FORBIDDEN'],
  ['broken', {}, 500, 'INTERNAL_SERVER_ERROR'],
  ['one', { authorization: 'Bearer old' }, 401, 'UNAUTHENTICATED'],
])('%s is refused as the graph refuses it', async (id, headers, status, code) => {
  const answer = await fetch(`${base}/${id}`, { headers });
  const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
  expect([answer.status, errors[0]!.extensions.code]).toEqual([status, code]);
});
