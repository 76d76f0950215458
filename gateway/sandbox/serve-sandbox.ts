import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import express, { Router, type RequestHandler, type Response } from 'express';
import { DEVELOPMENT_ROLES, isDevelopmentRole, type TokenRequest } from '../sign-in/development-clients.ts';
import { isLoopback } from '../sign-in/loopback.ts';

export interface SandboxOptions {
  /** The folder its files were built in; without it nothing is served. */
  folder: string;
  /** The association this instance belongs to; null at a hub. */
  association: string | null;
  /** Gives a token of any role; null outside development, where the role picker is not shown. */
  askToken: ((request: TokenRequest) => Promise<string>) | null;
}

// The editor writes style elements of its own; everything else must be a file of this gateway.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The sandbox at `/`: GraphiQL with the schema's documentation, examples and, in development, a role picker. */
export function serveSandbox({ folder, association, askToken }: SandboxOptions): Router {
  const router = Router();
  if (!existsSync(folder)) return router;
  const html = pageOf(askToken ? DEVELOPMENT_ROLES : [], association ?? '');
  router.get('/', (_req, res) => {
    res.set({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    res.type('html').send(html);
  });
  const files = new Set(readdirSync(folder).filter((file) => !file.startsWith('.')));
  router.get('/sandbox/:file', (req, res, next) => {
    const { file } = req.params;
    if (!files.has(file)) return next();
    const isCompressed = files.has(`${file}.gz`) && req.acceptsEncodings('gzip') !== false;
    if (isCompressed) res.set('content-encoding', 'gzip');
    // The name of a part changes with its content; the names of the page and the workers do not.
    const isLasting = /-[A-Z0-9]{8}\./.test(file);
    res.set({ vary: 'accept-encoding', 'cache-control': isLasting ? 'max-age=31536000, immutable' : 'no-cache' });
    res.type(file).sendFile(isCompressed ? `${file}.gz` : file, { root: resolve(folder), cacheControl: false });
  });
  if (askToken)
    router.post('/sandbox/token', refuseOthers, express.json(), (req, res) => giveToken(askToken, req.body, res));
  return router;
}

/** Whoever asks from elsewhere, through a proxy or by a page that a name was made to lead here for, is no developer of this machine. */
const refuseOthers: RequestHandler = (req, res, next) => {
  const { origin, forwarded, 'x-forwarded-for': forwardedFor } = req.headers;
  const hosts = [req.hostname, req.socket.remoteAddress ?? '', ...(origin ? [hostOf(origin)] : [])];
  if (!forwarded && !forwardedFor && hosts.every(isLoopback)) return next();
  res.status(403).json({ problem: 'Tokens of any role are for this machine alone: ask at http://127.0.0.1.' });
};

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).hostname : origin);

async function giveToken(
  askToken: NonNullable<SandboxOptions['askToken']>,
  body: unknown,
  res: Response,
): Promise<void> {
  const request = (body ?? {}) as TokenRequest;
  if (!isDevelopmentRole(request.role)) return void res.status(400).json({ problem: 'Nobody has that role.' });
  try {
    res.json({ token: await askToken(request) });
  } catch (error) {
    res.status(503).json({ problem: (error as Error).message });
  }
}

function pageOf(roles: readonly string[], association: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Passerelle</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/page.css">
<script type="module" src="/sandbox/page.js"></script>
</head>
<body><div id="sandbox" data-roles="${escaped(JSON.stringify(roles))}" data-association="${escaped(association)}"></div></body>
</html>
`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
