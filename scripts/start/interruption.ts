/** How a start is told to end. */
export interface Interruption {
  /** Aborted by the first Ctrl-C, by a request to terminate, or when the terminal is closed. */
  signal: AbortSignal;
  /** True once Ctrl-C came a second time. */
  isForced(): boolean;
}

const INTERRUPTED = 130;

/** Watches for the end: a second Ctrl-C calls `force`, a third one leaves as things are. */
export function watchForInterruption(force: () => void): Interruption {
  const asked = new AbortController();
  let times = 0;
  const interrupt = (): void => {
    times += 1;
    if (times === 1) asked.abort(new Error('Interrupted.'));
    if (times === 2) force();
    if (times === 3) process.exit(INTERRUPTED);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
  return { signal: asked.signal, isForced: () => times > 1 };
}
