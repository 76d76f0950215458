import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { flipped, isWhole, truncated } from './http-message.ts';
import type { LineFault } from './line-fault.ts';

/** A way from one instance to its hub, over real sockets, that carries whole messages and spoils them when told. */
export interface Line {
  /** Where the sender believes that its hub is. */
  url: string;
  /** Everything that left the sender, message by message, as bytes. */
  carried: readonly Buffer[];
  /** The faults of the next messages, one each, in this order. */
  spoil(faults: readonly LineFault[]): void;
  /** Cuts whatever is under way, and carries nothing until it is mended. */
  part(): void;
  mend(): void;
  /** Has its sender wait no longer for what is under way, which reaches the hub all the same. */
  giveUp(): void;
  /** Sends old messages once more, to its hub or to another port; answers go nowhere. */
  replay(messages: readonly Buffer[], to?: number | null): Promise<void>;
  /** The same all at once, and so slowly that much else happens meanwhile: nobody waits for it but `settle`. */
  dribble(messages: readonly Buffer[], to: number | null): void;
  /** Waits for messages that are late or copied. */
  settle(): Promise<void>;
  forget(): void;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const DEAD_AFTER_MS = 20_000;
const DRIBBLE = { pieces: 40, ms: 50 };

/** Opens a line to whatever port the hub has at the moment. */
export async function openLine(hubPort: () => number | null): Promise<Line> {
  const carried: Buffer[] = [];
  const faults: LineFault[] = [];
  const sockets = new Set<Socket>();
  const senders = new Set<Socket>();
  const beside = new Set<Promise<unknown>>();
  let isParted = false;
  const aside = (work: Promise<unknown>): void => {
    const kept = work.catch(() => {}).finally(() => beside.delete(kept));
    beside.add(kept);
  };
  const take = (client: Socket): void => {
    sockets.add(client.on('error', () => {}).on('close', () => sockets.delete(client)));
    senders.add(client.on('close', () => senders.delete(client)));
    if (isParted) return void client.resetAndDestroy();
    aside(
      wholeRequest(client).then((message) => {
        carried.push(message);
        return carry({ message, client, fault: faults.shift(), deliver, aside, refuse });
      }),
    );
  };
  const deliver = (message: Buffer, pieces?: Pieces): Promise<Buffer> => send(hubPort(), message, sockets, pieces);
  const server: Server = createServer(take);
  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, HOST, resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const refuse = async (ms: number): Promise<void> => {
    if (!server.listening) return;
    server.close();
    await wait(ms);
    await listen(port);
  };
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://${HOST}:${port}/graphql`,
    carried,
    spoil: (more) => void faults.push(...more),
    part: () => {
      isParted = true;
      cut();
    },
    mend: () => {
      isParted = false;
      faults.length = 0;
    },
    giveUp: () => senders.forEach((sender) => sender.destroy()),
    dribble: (messages, to) => {
      for (const message of messages) {
        aside(send(to, message, sockets, { bytes: Math.ceil(message.length / DRIBBLE.pieces), ms: DRIBBLE.ms }));
      }
    },
    replay: async (messages, to = hubPort()) => {
      for (const message of messages) await send(to, message, sockets).catch(() => {});
    },
    settle: async () => void (await Promise.all(beside)),
    forget: () => void (carried.length = 0),
    close: async () => {
      cut();
      server.close();
      await Promise.all(beside);
    },
  };
}

interface Carrying {
  message: Buffer;
  client: Socket;
  fault: LineFault | undefined;
  deliver(message: Buffer, pieces?: Pieces): Promise<Buffer>;
  /** Goes on without the sender. */
  aside(work: Promise<unknown>): void;
  /** Refuses new connections for a while. */
  refuse(ms: number): Promise<void>;
}

/** Brings one message to the hub and its answer back, or does with them what the fault says. */
async function carry(carrying: Carrying): Promise<void> {
  const { message, client, fault, deliver, aside, refuse } = carrying;
  const answer = (bytes: Buffer): void => void client.end(bytes);
  try {
    switch (fault?.kind) {
      case undefined:
        return answer(await deliver(message));
      case 'latency':
        await wait(fault.ms);
        return answer(await deliver(message));
      case 'bandwidth':
        return answer(await deliver(message, fault));
      case 'slicing':
        return answer(await deliver(message, { bytes: fault.bytes, ms: 0 }));
      case 'slowClose': {
        client.write(await deliver(message));
        await wait(fault.ms);
        return void client.end();
      }
      case 'blackhole':
        await wait(fault.ms);
        return void client.destroy();
      case 'cutRequest':
        client.destroy();
        return void (await deliver(message.subarray(0, Math.floor(message.length * fault.share)), CUT));
      case 'cutAnswer': {
        const whole = await deliver(message);
        return answer(whole.subarray(0, Math.floor(whole.length * fault.share)));
      }
      case 'lostAnswer':
        await deliver(message);
        return void client.destroy();
      case 'reset':
        return void client.resetAndDestroy();
      case 'refused':
        client.resetAndDestroy();
        return aside(refuse(fault.ms));
      case 'duplicate':
        for (let copy = 0; copy < fault.copies; copy += 1) aside(deliver(message));
        return answer(await deliver(message));
      case 'late':
        client.destroy();
        return aside(wait(fault.ms).then(() => deliver(message)));
      case 'flip':
        return answer(await deliver(flipped(message, fault.at, fault.bit)));
      case 'flipAnswer':
        return answer(flipped(await deliver(message), fault.at, fault.bit));
      case 'truncate':
        return answer(await deliver(truncated(message, fault.share)));
    }
  } catch {
    client.destroy();
  }
}

function wholeRequest(client: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let message = Buffer.alloc(0);
    client.on('data', (chunk: Buffer) => {
      message = Buffer.concat([message, chunk]);
      if (isWhole(message)) resolve(message);
    });
    client.on('close', () => reject(new Error('cut')));
  });
}

/** How a message is cut into pieces on its way; `end`: what was sent is all there is. */
interface Pieces {
  bytes: number;
  ms: number;
  end?: boolean;
}

const CUT: Pieces = { bytes: Infinity, ms: 0, end: true };

/** Sends bytes to a port of this machine and gives what comes back until the other side hangs up. */
async function send(port: number | null, message: Buffer, open: Set<Socket>, pieces?: Pieces): Promise<Buffer> {
  if (port === null) throw new Error('nobody is there');
  const socket = connect({ port, host: HOST, noDelay: true });
  open.add(socket.on('close', () => open.delete(socket)));
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', resolve);
    socket.on('error', reject).on('close', () => reject(new Error('cut')));
    socket.setTimeout(DEAD_AFTER_MS, () => socket.destroy());
  });
  ended.catch(() => {});
  const size = pieces?.bytes ?? Infinity;
  for (let at = 0; at < message.length; at += size) {
    socket.write(message.subarray(at, Math.min(message.length, at + size)));
    if (pieces && !pieces.end) await wait(pieces.ms);
  }
  if (pieces?.end) return (socket.destroySoon(), Buffer.alloc(0));
  await ended;
  return Buffer.concat(chunks);
}
