import { tookTooLong } from '../database/patience.ts';

/** So many parts of an answer are worked on before the process looks at what else it has to do: some ten milliseconds. */
const AT_ONCE = 300;

interface Turn {
  admitted: number;
  waiting: { go(): void; leave(): void }[];
}

const turns = new WeakMap<object, Turn>();

/**
 * The parts of a long list, those beyond the first few hundred as promises that are kept a few hundred at a time, over all
 * lists of the request: between two turns other requests are served. Once nobody waits for the answer they are broken.
 */
export function inTurns<Part>(
  context: { signal?: AbortSignal | undefined },
  parts: readonly Part[],
): (Part | Promise<Part>)[] {
  const turn = turns.get(context) ?? { admitted: 0, waiting: [] };
  turns.set(context, turn);
  return parts.map((part) => {
    if (turn.admitted === 0) setImmediate(() => next(turn, context.signal));
    if (turn.admitted < AT_ONCE) {
      turn.admitted += 1;
      return part;
    }
    return new Promise<Part>((resolve, reject) => {
      turn.waiting.push({ go: () => resolve(part), leave: () => reject(tookTooLong()) });
    });
  });
}

function next(turn: Turn, signal: AbortSignal | undefined): void {
  const admitted = turn.waiting.splice(0, signal?.aborted ? turn.waiting.length : AT_ONCE);
  turn.admitted = admitted.length;
  if (admitted.length > 0) setImmediate(() => next(turn, signal));
  for (const { go, leave } of admitted) (signal?.aborted ? leave : go)();
}
