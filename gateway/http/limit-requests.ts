import type { Request, RequestHandler } from 'express';
import { ANONYMOUS, type Viewer } from '../../packages/platform/access/viewer.ts';
import { REQUEST } from '../cost/weights.ts';
import { TOO_MANY_REQUESTS, tooManySaid, type TakePoints } from '../limits/limit-rate.ts';
import { answerError } from './answer-error.ts';

/** Refuses a request with 429 once its account, or its address, has asked for too much; a token that is not valid is none. */
export function limitRequests(take: TakePoints, viewerOf: (request: Request) => Promise<Viewer>): RequestHandler {
  return async (req, res, next) => {
    const viewer = await viewerOf(req).catch(() => ANONYMOUS);
    const seconds = await take({ viewer, address: addressOf(req) }, REQUEST);
    if (seconds === null) return next();
    res.set('retry-after', String(seconds));
    answerError(res, 429, TOO_MANY_REQUESTS, tooManySaid(seconds), { retryAfter: seconds });
  };
}

/** Where a request comes from, as far as the proxies that are trusted tell. */
export const addressOf = ({ ip }: Request): string => ip ?? '';
