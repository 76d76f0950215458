import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeCluster } from '../../../packages/platform/database/embedded-cluster.ts';
import { findFreePorts } from './free-ports.ts';
import { loadSampleYears } from './load-sample-years.ts';
import { type Network, openNetwork } from './network.ts';

/** Opens a loaded network: of a folder that `npm start` has filled, or of a new one that is deleted at the end. */
export async function openLoadedNetwork(kept?: string): Promise<Network> {
  const port = await findFreePorts();
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'passerelle-e2e-')));
  if (!kept) await loadSampleYears(folder, port);
  const network = await openNetwork(folder, port);
  return {
    ...network,
    async close() {
      await network.close();
      if (kept) return;
      await removeCluster(join(folder, 'postgresql'));
      await rm(folder, { recursive: true });
    },
  };
}
