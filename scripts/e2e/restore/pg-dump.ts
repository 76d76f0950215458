import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { ThreadData } from './pg-dump-thread.ts';

const READY = 'Z';
/** What the server says last before it waits, until it is ready for a first query: who are you, and no. */
const ASKED_OR_REFUSED = ['R', 'E'];
const TERMINATE = 'X';

/**
 * What PostgreSQL's own pg_dump writes of a database, as SQL. The embedded server comes without the program; this one is
 * WebAssembly, which knows no sockets and cannot wait: it runs in a thread, whose messages are carried to the server here.
 */
export async function pgDump(url: string): Promise<string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const login = { user: username, password: decodeURIComponent(password), dbname: pathname.slice(1) };
  const words = Object.entries(login).map(([name, value]) => `${name}='${value}'`);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const { port1: own, port2 } = new MessageChannel();
  const bell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: ThreadData = { port: port2, bell, args: [`--dbname=${words.join(' ')} sslmode=disable`] };
  const thread = new Worker(new URL('./pg-dump-thread.ts', import.meta.url), { workerData, transferList: [port2] });
  carry(own, socket, bell);
  try {
    return await new Promise((resolve, reject) => {
      thread.once('message', resolve).once('error', reject);
      socket.once('close', () => reject(new Error('The server left pg_dump.')));
    });
  } finally {
    own.close();
    socket.destroy();
    await thread.terminate();
  }
}

/** Sends on what the thread says, and wakes it with the whole answer. */
function carry(port: MessagePort, server: Socket, bell: Int32Array): void {
  let received = Buffer.alloc(0);
  let wasReady = false;
  const answer = (): void => {
    port.postMessage(received);
    received = Buffer.alloc(0);
    Atomics.store(bell, 0, 1);
    Atomics.notify(bell, 0);
  };
  server.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    const last = lastMessage(received);
    if (last === READY || (!wasReady && ASKED_OR_REFUSED.includes(last))) answer();
    wasReady ||= last === READY;
  });
  port.on('message', (bytes: Uint8Array) => {
    if (String.fromCharCode(bytes[0]!) === TERMINATE) answer();
    else server.write(bytes);
  });
}

/** The letter of the last message, when it has come whole. */
function lastMessage(bytes: Buffer): string {
  let letter = '';
  let end = 0;
  while (end + 5 <= bytes.length) {
    letter = String.fromCharCode(bytes[end]!);
    end += 1 + bytes.readInt32BE(end + 1);
  }
  return end === bytes.length ? letter : '';
}
