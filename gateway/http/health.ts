import { Router } from 'express';
import type { Gateway } from '../gateway.ts';

/** `/livez`: the process answers. `/readyz`: it may be sent requests: every subgraph answers and it is not stopping. */
export function healthOf(gateway: Pick<Gateway, 'ready'>, isStopping: () => boolean): Router {
  const router = Router();
  router.get('/livez', (_req, res) => void res.type('text').send('live\n'));
  router.get('/readyz', async (_req, res) => {
    const isReady = !isStopping() && (await gateway.ready().then(yes, no));
    res
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ready\n' : 'not ready\n');
  });
  return router;
}

const yes = (): boolean => true;
const no = (): boolean => false;
