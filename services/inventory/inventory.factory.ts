import { randomUUID } from 'node:crypto';
import { newTypeId } from '../../packages/platform/context/ids.ts';
import { aService, type ServiceSetting, type ServiceUnderTest } from '../../packages/platform/testing/a-service.ts';
import { callVerb } from '../../packages/platform/testing/call-verb.ts';
import type { ComputerMade } from './computer/computer.factory.ts';
import type { DonationMade } from './donation/donation.factory.ts';
import type { PartMade } from './part/part.factory.ts';
import type { RepairMade } from './repair/repair.factory.ts';
import { createInventorySubgraph } from './subgraph.ts';
import { migrations } from './migrations/migrations.ts';

export const CAF = 'SIRET-77562000200017';
export const TOWN = 'SIRET-21560121000016';

/** Histories as tests ask for them. */
export type History = { verb: string; happenedOn: string; details: Record<string, unknown> }[];

const HISTORY = 'history { verb happenedOn details }';
const DONATION = `donation { id state donor { id } announcedMachines offeredOn acceptedOn declinedOn cancelledOn pickedUpOn inventoriedOn ${HISTORY} }`;
export const COMPUTER = `id label processing custody grade collectedOn readyOn recycledOn ${HISTORY}`;
const REPAIR = `repairTicket { id state outcome openedOn resolvedOn minutes partsCost computer { ${COMPUTER} } ${HISTORY} }`;

const PART = `part { id kind label isTested cost stockedOn fittedOn discardedOn origin { id } fittedIn { id } repairTicket { id } ${HISTORY} }`;

/** Inventory on a database of its own, with its verbs at hand as a technician. */
export async function anInventory(setting: Partial<ServiceSetting> = {}) {
  const service = await aService({ name: 'inventory', migrations, create: createInventorySubgraph, ...setting });
  return { ...service, ...verbsOf(service) };
}

export type Inventory = Awaited<ReturnType<typeof anInventory>>;

function verbsOf(service: ServiceUnderTest) {
  let labels = 0;
  const technician = service.as('technician');
  const keyed = (input: object): object => ({ idempotencyKey: randomUUID(), ...input });
  const donationVerb = (verb: string) => (input: object) =>
    callVerb<{ donation: DonationMade }>(technician, verb, DONATION, keyed(input));
  const computerVerb = (verb: string) => (input: object) =>
    callVerb<{ computer: ComputerMade }>(technician, verb, `computer { ${COMPUTER} }`, keyed(input));
  const computersVerb = (verb: string) => (input: object) =>
    callVerb<{ computers: ComputerMade[] | null }>(technician, verb, `computers { ${COMPUTER} }`, keyed(input));
  const repairVerb = (verb: string) => (input: object) =>
    callVerb<{ repairTicket: RepairMade }>(technician, verb, REPAIR, keyed(input));
  const partVerb = (verb: string) => (input: object) =>
    callVerb<{ part: PartMade }>(technician, verb, PART, keyed(input));
  const crossing = (verb: string) => (input: object) =>
    callVerb<{ computerId: string | null; donorId: string | null; kind: string | null }>(
      service.as('service'),
      verb,
      'computerId donorId kind',
      input,
    );
  return {
    nextLabel: () => `PC-${++labels}`,
    offer: (input: object = {}) =>
      donationVerb('offerDonation')({ donorId: CAF, announcedMachines: 50, on: '2011-01-03', ...input }),
    accept: donationVerb('acceptDonation'),
    decline: donationVerb('declineDonation'),
    cancel: donationVerb('cancelDonation'),
    pickUp: donationVerb('pickUpDonation'),
    closeInventory: donationVerb('inventoryDonation'),
    register: computerVerb('registerComputer'),
    registerMany: computersVerb('registerComputers'),
    triage: computerVerb('triageComputer'),
    triageMany: computersVerb('triageComputers'),
    erase: computerVerb('recordErasure'),
    withdrawErasure: computerVerb('withdrawErasure'),
    eraseMany: computersVerb('recordErasures'),
    refurbish: computerVerb('refurbishComputer'),
    refurbishMany: computersVerb('refurbishComputers'),
    addAlias: computerVerb('addComputerAlias'),
    retireAlias: computerVerb('retireComputerAlias'),
    addStorage: computerVerb('addStorage'),
    removeStorage: computerVerb('removeStorage'),
    dismantle: computerVerb('dismantleComputer'),
    correct: computerVerb('correctComputer'),
    strikeOut: computerVerb('strikeOutComputer'),
    reportMissing: computerVerb('reportComputerMissing'),
    recover: computerVerb('recoverComputer'),
    reserve: computerVerb('reserveComputer'),
    release: computerVerb('releaseComputer'),
    sendToRecycling: computerVerb('sendToRecycling'),
    recordRecycling: computerVerb('recordRecycling'),
    withdrawRecycling: computerVerb('withdrawRecycling'),
    openRepair: repairVerb('openRepair'),
    orderRepairParts: repairVerb('orderRepairParts'),
    startRepair: repairVerb('startRepair'),
    resolveRepair: repairVerb('resolveRepair'),
    stockPart: partVerb('stockPart'),
    fitPart: partVerb('fitPart'),
    discardPart: partVerb('discardPart'),
    takeOut: (input: object) => crossing('takeOutComputer')({ crossingId: newTypeId('crossing'), ...input }),
    takeBack: crossing('takeBackComputer'),
    cede: (input: object) => crossing('cedeComputer')({ crossingId: newTypeId('crossing'), ...input }),
    declareGone: (input: object) => crossing('declareComputerGone')({ crossingId: newTypeId('crossing'), ...input }),
    releaseReservation: (input: object) =>
      callVerb<{ released: number | null }>(service.as('service'), 'releaseReservation', 'released', input),
    openLoanRepair: (input: object) =>
      callVerb<{ repairTicketId: string | null }>(service.as('service'), 'openLoanRepair', 'repairTicketId', {
        crossingId: newTypeId('crossing'),
        ...input,
      }),
  };
}

/** What a refused verb answers, as a test compares it. */
export const refusedWith = (code: string, ...field: string[]) =>
  expect.objectContaining({
    userErrors: [
      {
        code,
        field: field.length > 0 ? field : null,
        message: expect.stringMatching(/\w/),
        french: expect.stringMatching(/\w/),
      },
    ],
  }) as unknown;
