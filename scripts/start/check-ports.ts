import { setTimeout as wait } from 'node:timers/promises';
import { checkPortIsFree } from '../../packages/platform/database/server-port.ts';

/** How long the processes of a killed start may take to notice and leave. */
const LEAVING_MS = 4_000;
const PAUSE_MS = 100;

/** Throws a message fit for people, naming the port and `PORT`, when one of the ports stays taken. */
export async function checkPorts(ports: readonly number[], patienceMs = LEAVING_MS): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (const port of ports) {
    while (!(await isFree(port))) {
      if (Date.now() > deadline) throw new Error(explanation(port, ports));
      await wait(PAUSE_MS);
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  try {
    await checkPortIsFree(port);
    return true;
  } catch (error) {
    const { code } = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return false;
    throw new Error(`PORT: ${port} may not be taken here (${code}). Ports from 1024 on may: PORT=5000 npm start.`, {
      cause: error,
    });
  }
}

const explanation = (port: number, ports: readonly number[]): string =>
  `Port ${port} is already in use. Stop the program that holds it (another "npm start"?), or move everything ` +
  `with PORT: "PORT=5000 npm start" takes ${ports.map((each) => each - ports[0]! + 5000).join(', ')}.`;
