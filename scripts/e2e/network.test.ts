import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { removeCluster } from '../../services/kit/database/embedded-cluster.ts';
import { crashOfLending } from './faults/crash.ts';
import { freshnessOfTheHub } from './faults/freshness.ts';
import { outageOfAService } from './faults/outage.ts';
import { allServicesJourney } from './journeys/all-services.ts';
import { anonymousJourney } from './journeys/anonymous.ts';
import { coordinatorJourney } from './journeys/coordinator.ts';
import { instanceJourney } from './journeys/instance.ts';
import type { Stage } from './journeys/journey.ts';
import { lenderJourney } from './journeys/lender.ts';
import { managerJourney } from './journeys/manager.ts';
import { partnerJourney } from './journeys/partner.ts';
import { statementsAcrossServices } from './journeys/statements.ts';
import { technicianJourney } from './journeys/technician.ts';
import { trainerJourney } from './journeys/trainer.ts';
import { findFreePorts } from './network/free-ports.ts';
import { loadSampleYears } from './network/load-sample-years.ts';
import { MODES, type Network, openNetwork } from './network/network.ts';

// One file, so that the sample years are entered once and each step finds the network as the one before left it.

let folder: string;
let network: Network;
const told = new Map<string, unknown>();

const stage: Stage = {
  network: () => network,
  expectSameInBothModes(question, answer) {
    if (told.has(question)) expect(answer).toEqual(told.get(question));
    else told.set(question, answer);
  },
};

beforeAll(async () => {
  folder = process.env['E2E_DATA'] ?? (await mkdtemp(join(tmpdir(), 'passerelle-e2e-')));
  const port = await findFreePorts();
  if (!process.env['E2E_DATA']) await loadSampleYears(folder, port);
  network = await openNetwork(folder, port);
}, 400_000);

afterAll(async () => {
  await network?.close();
  if (process.env['E2E_DATA']) return;
  await removeCluster(join(folder, 'postgresql'));
  await rm(folder, { recursive: true });
}, 60_000);

describe.each(MODES)('With the hub and Défis run %s:', (mode) => {
  beforeAll(() => network.run(mode), 120_000);

  anonymousJourney(stage);
  coordinatorJourney(stage);
  partnerJourney(stage);
  instanceJourney(stage);
  allServicesJourney(stage);
  technicianJourney(stage);
  lenderJourney(stage);
  trainerJourney(stage);
  managerJourney(stage);
  freshnessOfTheHub(stage);
  crashOfLending(stage);
  if (mode === 'split') outageOfAService(stage);
  if (mode === 'all-in-one') statementsAcrossServices(stage);
});
