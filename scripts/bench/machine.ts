import { cpus, loadavg, totalmem } from 'node:os';

const GIB = 2 ** 30;

/** The machine and the day of a measurement, in one line; a load above zero is other work, which spoils the figures. */
export function describeMachine(now: Date): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / GIB);
  return `${now.toISOString().slice(0, 10)}, ${processors.length} × ${model}, ${memory} GiB, Node ${process.versions.node}; load ${loadavg()[0]!.toFixed(1)} as it began.`;
}
