import { Router } from 'express';
import type { Gateway } from '../gateway.ts';

/**
 * `/livez`: the process answers. `/readyz`: it may be sent requests, since one subgraph at least answers and it is not
 * stopping; `away` names those that do not. One service that is away takes no gateway out.
 */
export function healthOf(gateway: Pick<Gateway, 'away'>, isStopping: () => boolean): Router {
  const router = Router();
  router.get('/livez', (_req, res) => void res.type('text').send('live\n'));
  router.get('/readyz', async (_req, res) => {
    const { away, of } = await gateway.away();
    const ready = !isStopping() && away.length < of;
    res.status(ready ? 200 : 503).json({ ready, away });
  });
  return router;
}
