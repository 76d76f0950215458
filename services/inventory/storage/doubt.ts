import type { Computer } from '../computer/computer.entity.ts';
import type { Storage } from './storage.entity.ts';

/** A machine that holds, or may hold, data again: these storages lose their proof, and the machine is erased anew. */
export function doubt(computer: Computer, storages: readonly Storage[]): void {
  for (const storage of storages) storage.erasedOn = null;
  computer.erasedOn = null;
  const { processing } = computer;
  if (processing === 'ERASED' || processing === 'REFURBISHING' || processing === 'READY')
    computer.processing = 'TRIAGED';
}
