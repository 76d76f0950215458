import { armFailpoint, readFailpoint } from '../../../packages/platform/context/failpoint.ts';
import type { KnownInstall } from '../../../packages/platform/peers/meet-installs.ts';
import { startFront } from './front.ts';
import { openInstance, type OpenInstance } from './open-instance.ts';
import type { Call, InstanceSettings, Orders, Reply } from './orders.ts';

// A process that holds one instance, does what the suite tells it, and leaves with it. Opened and closed many times, since
// loading its code takes longer than a whole run.

let aheadMs = 0;
let open: OpenInstance | null = null;
const known: KnownInstall[] = [];
const clock = { now: () => new Date(Date.now() + aheadMs) };

const close = async (): Promise<void> => {
  const closing = open;
  open = null;
  armFailpoint(null);
  await closing?.close();
};
const opened = (): OpenInstance => {
  if (!open) throw new Error('This instance is not open');
  return open;
};

const orders: Orders = {
  open: async (settings: InstanceSettings) => {
    aheadMs = settings.clockMs;
    open = await openInstance(settings, { clock, known });
    return open.install;
  },
  close,
  build: () => opened().build(),
  publish: () => opened().publish(),
  audit: () => opened().audit(),
  compare: () => opened().compare(),
  seal: (throughYear) => opened().seal(throughYear),
  know: async (installs) => void known.splice(0, known.length, ...installs),
  setClock: async (ms) => void (aheadMs = ms),
  arm: async (text) => armFailpoint(readFailpoint(text)),
};

const obey = async ({ order, argument }: Call): Promise<unknown> =>
  (orders[order] as (argument: unknown) => Promise<unknown>)(argument);

process.on('message', (call: Call) => {
  const reply = (said: Omit<Reply, 'id'>): void => void process.send?.({ id: call.id, ...said });
  obey(call).then(
    (result) => reply({ result }),
    (error: Error) => reply({ error: error.message.slice(0, 500) }),
  );
});
process.once('disconnect', () => process.exit(0));
process.send?.({ port: await startFront(() => open) });
