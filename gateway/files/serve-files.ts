import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '../data-source/subgraph-source.ts';
import type { Gateway } from '../gateway.ts';
import { answerError } from '../http/answer-error.ts';
import { FILE_ROUTES, type FileRoute } from './file-routes.ts';

interface ServedFile {
  name: string;
  mediaType: string;
  digest: string;
  content: string;
}

const STATUS: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  NOT_FOUND: 404,
  INTERNAL_SERVER_ERROR: 500,
};

/**
 * Files of the graph at addresses of their own, for browsers and calendars: each is a question to the graph, asked as
 * whoever opens it. Answers 401, 403, 404 as the graph does.
 */
export function serveFiles(
  { server }: Pick<Gateway, 'server'>,
  contextOf: (request: Request) => Promise<GatewayContext>,
  routes: readonly FileRoute[] = FILE_ROUTES,
): Router {
  const router = Router();
  const answer =
    (route: FileRoute): RequestHandler =>
    async (request, response) => {
      const contextValue = await contextOf(request).catch(codeOf);
      if ('code' in contextValue) return refuse(response, contextValue.code, contextValue.message);
      const { body } = await server.executeOperation(
        { query: route.query, variables: request.params },
        { contextValue },
      );
      if (body.kind !== 'single') return refuse(response);
      const { data, errors } = body.singleResult;
      if (errors?.[0]) return refuse(response, ...codeAndMessage(errors[0]));
      send(request, response, fileAt(data, route.at), route.inline);
    };
  for (const route of routes) router.get(route.path, answer(route));
  return router;
}

function fileAt(data: unknown, path: readonly string[]): ServedFile | null {
  const found = path.reduce((value, name) => (value as Record<string, unknown> | null)?.[name] ?? null, data);
  return (found as ServedFile | undefined) ?? null;
}

function send(request: Request, response: Response, file: ServedFile | null, inline = false): void {
  if (!file) return refuse(response, 'NOT_FOUND', 'There is no such file.');
  const disposition = inline ? 'inline' : 'attachment';
  response.set({
    etag: `"${file.digest}"`,
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    'content-type': file.mediaType,
    'content-disposition': `${disposition}; filename="${file.name.replace(/[^\w.-]/g, '_')}"`,
  });
  if (request.fresh) return void response.status(304).end();
  response.send(Buffer.from(file.content, 'base64'));
}

const codeAndMessage = ({ extensions, message }: GraphQLFormattedError): [string, string] => [
  String(extensions?.['code']),
  message,
];

function codeOf(error: { message: string; extensions?: { code?: unknown } }): { code: string; message: string } {
  return { code: String(error.extensions?.code), message: error.message };
}

function refuse(response: Response, code = 'INTERNAL_SERVER_ERROR', message = 'Something went wrong on our side.') {
  answerError(response, STATUS[code] ?? 503, code, message);
}
