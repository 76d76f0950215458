import { readKeptData } from './env.ts';
import { crashOfLending } from './faults/crash.ts';
import { freshnessOfTheHub } from './faults/freshness.ts';
import { outageOfAService } from './faults/outage.ts';
import { allServicesJourney } from './journeys/all-services.ts';
import { anonymousJourney } from './journeys/anonymous.ts';
import { coordinatorJourney } from './journeys/coordinator.ts';
import { guidesJourney } from './journeys/guides.ts';
import { instanceJourney } from './journeys/instance.ts';
import type { Stage } from './journeys/journey.ts';
import { lenderJourney } from './journeys/lender.ts';
import { managerJourney } from './journeys/manager.ts';
import { partnerJourney } from './journeys/partner.ts';
import { questionsOfTheComparison } from './journeys/questions.ts';
import { sandboxJourney } from './journeys/sandbox.ts';
import { statementsAcrossServices } from './journeys/statements.ts';
import { technicianJourney } from './journeys/technician.ts';
import { trainerJourney } from './journeys/trainer.ts';
import { MODES, type Network } from './network/network.ts';
import { openLoadedNetwork } from './network/open-loaded-network.ts';

// One file, so that the sample years are entered once and each step finds the network as the one before left it.

let network: Network;
const told = new Map<string, unknown>();

const stage: Stage = {
  network: () => network,
  expectSameInBothModes(question, answer) {
    if (told.has(question)) expect(answer).toEqual(told.get(question));
    else told.set(question, answer);
  },
};

beforeAll(async () => void (network = await openLoadedNetwork(readKeptData())), 400_000);
afterAll(() => network?.close(), 60_000);

describe.each(MODES)('With the hub and Défis run %s:', (mode) => {
  beforeAll(() => network.run(mode), 120_000);

  if (mode === 'all-in-one') sandboxJourney(stage);
  questionsOfTheComparison(stage);
  anonymousJourney(stage);
  coordinatorJourney(stage);
  guidesJourney(stage);
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
