import { checkPortIsFree } from '../../../packages/platform/database/server-port.ts';

/** Ports of one network, from the hub's on: those of `npm start` and those of the split mode. */
const COUNT = 22;
/** Below the ports that systems hand out by themselves. */
const [FIRST, LAST] = [20_000, 32_000];

/** The first of as many free ports in a row as a network takes; networks opened at the same time begin apart. */
export async function findFreePorts(from = FIRST): Promise<number> {
  for (let first = from; first < LAST; first += COUNT) {
    const ports = Array.from({ length: COUNT }, (_, index) => first + index);
    const areFree = await Promise.all(
      ports.map((port) =>
        checkPortIsFree(port).then(
          () => true,
          () => false,
        ),
      ),
    );
    if (areFree.every(Boolean)) return first;
  }
  throw new Error('Not enough free ports in a row.');
}
