import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import type { Metrics } from './metrics.ts';

/** `/metrics`, for whoever bears the token. Without a token nothing is served. */
export function serveMetrics(metrics: Pick<Metrics, 'expose' | 'contentType'>, token: string | undefined): Router {
  const router = Router();
  if (!token) return router;
  router.get('/metrics', async (request, response) => {
    if (!bears(request, token)) return void response.status(401).set('www-authenticate', 'Bearer').end();
    response.set({ 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(await metrics.expose());
  });
  return router;
}

/** Compared by their digests, in a time that does not tell how much of it was right. */
function bears(request: Request, token: string): boolean {
  return timingSafeEqual(digestOf(request.get('authorization') ?? ''), digestOf(`Bearer ${token}`));
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
