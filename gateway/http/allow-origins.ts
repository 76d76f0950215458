import type { RequestHandler } from 'express';

const ALLOWED_HEADERS = 'authorization, content-type, apollo-require-preflight';
const REMEMBERED_SECONDS = '600';

/** Lets pages of these origins call the gateway. Tokens travel in a header, never in a cookie: no credentials. */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  return (req, res, next) => {
    const { origin } = req.headers;
    res.vary('origin');
    if (origin && origins.includes(origin)) {
      res.set('access-control-allow-origin', origin);
      res.set('access-control-allow-headers', ALLOWED_HEADERS);
      res.set('access-control-max-age', REMEMBERED_SECONDS);
    }
    if (req.method === 'OPTIONS') res.sendStatus(204);
    else next();
  };
}
