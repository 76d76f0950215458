import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy before PostgreSQL that lends its connections for one transaction at a time, as poolers do in their thrifty mode. */
export interface Pooler {
  /** The same address through the pooler. */
  through(url: string): string;
  close(): Promise<void>;
}

const READY = 'Z';
const IDLE = 'I';
const TERMINATE = 'X';

/** Each client brings one connection along, which from then on serves whoever comes next. */
export async function aPooler(url: string): Promise<Pooler> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const idle: Borrowed[] = [];
  const waiting: ((server: Borrowed) => void)[] = [];
  const borrow = (): Promise<Borrowed> => {
    const server = idle.pop();
    return server ? Promise.resolve(server) : new Promise((lend) => waiting.push(lend));
  };
  const giveBack = (server: Borrowed): void => {
    server.answer = () => {};
    const next = waiting.shift();
    if (next) next(server);
    else idle.push(server);
  };
  const proxy = createServer((client) => {
    const own: Borrowed = { socket: connect(Number(port), hostname), answer: () => {} };
    for (const socket of [client, own.socket]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    let current: Borrowed | Promise<Borrowed> | null = own;
    const lendTo = (server: Borrowed): void => {
      current = server;
      server.answer = (messages) => {
        client.write(messages.bytes);
        if (!messages.endsIdle) return;
        current = null;
        giveBack(server);
      };
    };
    lendTo(own);
    own.socket.on(
      'data',
      onMessages((messages) => own.answer(messages)),
    );
    const forward = async (bytes: Buffer): Promise<void> => {
      if (current === null) {
        current = borrow();
        lendTo(await current);
      }
      (await current).socket.write(bytes);
    };
    client.on('data', (bytes: Buffer) => {
      if (String.fromCharCode(bytes[0]!) === TERMINATE) client.end();
      else void forward(bytes);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port: ownPort } = proxy.address() as AddressInfo;
  return {
    through: (address) => {
      const moved = new URL(address);
      moved.host = `127.0.0.1:${ownPort}`;
      return moved.href;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

interface Messages {
  bytes: Buffer;
  /** Whether the last of them says that no transaction is open. */
  endsIdle: boolean;
}

/** A connection to PostgreSQL, and who hears what it answers. */
interface Borrowed {
  socket: Socket;
  answer(messages: Messages): void;
}

/** Whole messages of PostgreSQL's protocol: a letter, four bytes of length, the rest. */
function onMessages(hear: (messages: Messages) => void): (bytes: Buffer) => void {
  let left = Buffer.alloc(0);
  return (bytes) => {
    left = Buffer.concat([left, bytes]);
    let end = 0;
    let endsIdle = false;
    while (left.length >= end + 5 && left.length >= end + 1 + left.readInt32BE(end + 1)) {
      const next = end + 1 + left.readInt32BE(end + 1);
      endsIdle = String.fromCharCode(left[end]!) === READY && String.fromCharCode(left[next - 1]!) === IDLE;
      end = next;
    }
    hear({ bytes: left.subarray(0, end), endsIdle });
    left = left.subarray(end);
  };
}
