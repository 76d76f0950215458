import { isIPv4 } from 'node:net';

/** Whether a host is reached from this machine alone: `localhost`, `127.x.x.x`, `::1`. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1').replace(/^::ffff:/, '');
  return address === 'localhost' || address === '::1' || (isIPv4(address) && address.startsWith('127.'));
}
