import { createRequire } from 'node:module';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';

/** What the thread of pg_dump is given. */
export interface ThreadData {
  /** Where its messages to the server go, and answers come. */
  port: MessagePort;
  /** Rings, at 1, when there is an answer. */
  bell: Int32Array;
  args: string[];
}

/** What pg_dump takes for a database in its own process. */
interface Server {
  query(): Promise<{ rows: { search_path: string }[] }>;
  exec(): Promise<void>;
  /** Has the answer before it returns. */
  execProtocolRawStream(message: Uint8Array, hear: { onRawData(answer: Uint8Array): void }): void;
}

const { port, bell, args } = workerData as ThreadData;
const { pgDump } = createRequire(import.meta.url)('@electric-sql/pglite-tools/pg_dump') as {
  pgDump(options: { pg: Server; args: string[] }): Promise<Blob>;
};

const server: Server = {
  query: async () => ({ rows: [{ search_path: '' }] }),
  exec: async () => {},
  execProtocolRawStream: (message, { onRawData }) => {
    port.postMessage(message.slice());
    Atomics.wait(bell, 0, 0);
    Atomics.store(bell, 0, 0);
    onRawData(receiveMessageOnPort(port)!.message as Uint8Array);
  },
};
const dump = await pgDump({ pg: server, args });
parentPort!.postMessage(await dump.text(), []);
