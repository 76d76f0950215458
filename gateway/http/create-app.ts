import { expressMiddleware } from '@as-integrations/express5';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Router,
} from 'express';
import type { Logger } from 'pino';
import { giveUp, whileAwaited } from '../../packages/platform/service/while-awaited.ts';
import type { Viewer } from '../../packages/platform/access/viewer.ts';
import type { GatewayContext } from '../data-source/subgraph-source.ts';
import { serveFiles } from '../files/serve-files.ts';
import type { Gateway } from '../gateway.ts';
import { LIMITS } from '../limits/limits.ts';
import type { TakePoints } from '../limits/limit-rate.ts';
import { createDocumentCheck } from '../limits/refuse-document.ts';
import type { VerifyToken } from '../sign-in/verify-token.ts';
import { allowOrigins } from './allow-origins.ts';
import { answerError } from './answer-error.ts';
import { addressOf, limitRequests } from './limit-requests.ts';
import { healthOf } from './health.ts';

export interface AppOptions {
  gateway: Gateway;
  verifyToken: VerifyToken;
  /** Signs who asks, for the subgraphs. */
  sign: (viewer: Viewer) => Promise<string>;
  /** Origins of the pages that may call the gateway from a browser. */
  corsOrigins: readonly string[];
  /** What is taken from each asker's share of a minute. */
  takePoints: TakePoints;
  /** Addresses of the proxies that are believed when they say whom a request comes from; none unless given. */
  trustedProxies?: readonly string[] | undefined;
  /** Whether the process is on its way out. */
  isStopping: () => boolean;
  /** `/metrics`, or nothing. */
  metrics: Router;
  /** Pages served beside the graph, such as the sandbox. */
  pages?: Router | undefined;
  log: Logger;
  /** Milliseconds that reading a request and answering it may take. */
  requestMs: number;
}

/** The HTTP front of a gateway: `/graphql`, `/files`, `/livez`, `/readyz`, `/metrics`. */
export function createApp(options: AppOptions): Express {
  const { gateway, verifyToken, sign, takePoints } = options;
  const viewerOf = once((request: Request) => verifyToken(request.headers.authorization));
  const contextOf = async (request: Request): Promise<GatewayContext> => {
    const viewer = await viewerOf(request);
    const signal = whileAwaited(request.body, request.res!);
    return { viewer, signedViewer: await sign(viewer), address: addressOf(request), signal };
  };
  const answerInTime = answerIn(options.requestMs);
  const app = express();
  app.disable('x-powered-by');
  // Where it handles an error itself, the library would show its stack under any other.
  app.set('env', 'production');
  app.disable('etag');
  app.set('trust proxy', options.trustedProxies ?? false);
  app.use(healthOf(gateway, options.isStopping), options.metrics);
  app.use(
    '/graphql',
    answerHeaders,
    allowOrigins(options.corsOrigins),
    answerInTime,
    limitRequests(takePoints, viewerOf),
    readBody(viewerOf),
    refuseExcess(),
    expressMiddleware(gateway.server, { context: ({ req }) => contextOf(req) }),
  );
  app.use('/files', limitRequests(takePoints, viewerOf));
  app.use(answerInTime, serveFiles(gateway, contextOf));
  if (options.pages) app.use(options.pages);
  app.use((_req, res) => answerError(res, 404, 'NOT_FOUND', 'Nothing is served here: the graph is at /graphql.'));
  app.use(answerFailure(options.log));
  return app;
}

const answerHeaders: RequestHandler = (_req, res, next) => {
  res.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  next();
};

/** What is worked out of a request at most once. */
function once<T>(work: (request: Request) => Promise<T>): (request: Request) => Promise<T> {
  const done = new WeakMap<Request, Promise<T>>();
  return (request) => {
    const known = done.get(request) ?? work(request);
    done.set(request, known);
    return known;
  };
}

/** Reads a body of JSON: a larger one, such as a file to import or a slice of figures, from whoever works here or publishes here only. */
function readBody(viewerOf: (request: Request) => Promise<Viewer>): RequestHandler {
  const anybody = express.json({ limit: LIMITS.anybodyBodyBytes });
  const account = express.json({ limit: LIMITS.bodyBytes });
  const staff = express.json({ limit: LIMITS.staffBodyBytes });
  const readerFor = ({ association, roles }: Viewer): RequestHandler => {
    if (association !== null || roles.includes('instance')) return staff;
    return roles.length > 0 ? account : anybody;
  };
  return async (req, res, next) => {
    const read = await viewerOf(req).then(readerFor, () => anybody);
    return read(req, res, next);
  };
}

/**
 * Tells a client that its answer takes too long, and ends the connection, over which a body may still be coming; what
 * still runs stops.
 */
function answerIn(milliseconds: number): RequestHandler {
  const late = `The answer takes more than ${milliseconds / 1000} seconds: ask for less.`;
  return (_req, res, next) => {
    const timer = setTimeout(() => {
      giveUp(res);
      if (!res.headersSent) res.set('connection', 'close');
      answerError(res, 504, 'TIMEOUT', late);
    }, milliseconds);
    res.once('close', () => clearTimeout(timer));
    next();
  };
}

function refuseExcess(): RequestHandler {
  const excessOf = createDocumentCheck();
  return (req, res, next) => {
    const text: unknown = req.method === 'GET' ? req.query['query'] : req.body?.query;
    const excess = typeof text === 'string' ? excessOf(text) : null;
    if (!excess) return next();
    const message = `The document asks too much: ${excess.limit} may not exceed ${excess.allowed}.`;
    answerError(res, 400, 'DOCUMENT_LIMIT_EXCEEDED', message, excess);
  };
}

interface HttpError {
  status?: number;
  /** Bytes allowed, of a body that is too large. */
  limit?: number;
  type?: string;
}

function answerFailure(log: Logger): ErrorRequestHandler {
  return (error: HttpError, _req, res, _next) => {
    // The client was already told that the answer came too late.
    if (res.headersSent) return;
    if (error.status === 413)
      return answerError(res, 413, 'BODY_TOO_LARGE', `A body may not exceed ${error.limit} bytes.`);
    if (error.type === 'entity.parse.failed')
      return answerError(res, 400, 'BAD_REQUEST', 'The body is not valid JSON.');
    if (error.status && error.status < 500)
      return answerError(res, error.status, 'BAD_REQUEST', 'The request cannot be read.');
    log.error({ err: error }, 'a request failed outside the graph');
    answerError(res, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
  };
}
