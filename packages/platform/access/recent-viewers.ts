import type { Clock } from '../../calendar/clock.ts';
import { verifyViewer, type VerifiedViewer, type Viewer } from './viewer.ts';

const KEPT = 1_000;

/**
 * Verifies signed viewers, each once: the gateway signs a request's viewer once and sends it with every fetch of the plan.
 * A viewer is forgotten when its signature ends, or when a thousand newer ones came.
 */
export function recentViewers(secret: Uint8Array, clock: Clock): (signed: string) => Promise<Viewer> {
  const recent = new Map<string, VerifiedViewer>();
  return async (signed) => {
    const known = recent.get(signed);
    if (known && clock.now() < known.until) return known.viewer;
    recent.delete(signed);
    const verified = await verifyViewer(signed, secret, clock.now());
    if (recent.size >= KEPT) recent.delete(recent.keys().next().value!);
    recent.set(signed, verified);
    return verified.viewer;
  };
}
