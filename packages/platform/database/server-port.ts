import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** The only address a cluster listens on. */
export const LOOPBACK = '127.0.0.1';

/** A port of the loopback address that nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return tryPort(0);
}

/** Throws a message fit for people when the port is taken. */
export async function checkPortIsFree(port: number): Promise<void> {
  await tryPort(port).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause;
    throw new Error(
      `Port ${port} is already in use on ${LOOPBACK}: stop the program that holds it, or choose another port.`,
      { cause },
    );
  });
}

async function tryPort(port: number): Promise<number> {
  const server = createServer().listen(port, LOOPBACK);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return address.port;
}
