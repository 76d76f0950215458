import { randomUUID } from 'node:crypto';
import { aService, type ServiceSetting, type ServiceUnderTest } from '../kit/testing/a-service.ts';
import { callVerb, type Answered } from '../kit/testing/call-verb.ts';
import { createInventorySubgraph } from './subgraph.ts';
import { migrations } from './migrations/migrations.ts';

export const CAF = 'SIRET-77562000200017';
export const TOWN = 'SIRET-21560121000016';

export interface DonationMade {
  id: string;
  state: string;
  donor: { id: string };
  offeredOn: string;
  acceptedOn: string | null;
  declinedOn: string | null;
  pickedUpOn: string | null;
  inventoriedOn: string | null;
  announcedMachines: number;
  history: { verb: string; happenedOn: string }[];
}

export interface ComputerMade {
  id: string;
  label: string;
  processing: string;
  custody: string;
  grade: string | null;
  collectedOn: string | null;
  readyOn: string | null;
  recycledOn: string | null;
  history: { verb: string; happenedOn: string; details: Record<string, unknown> }[];
}

const HISTORY = 'history { verb happenedOn details }';
const DONATION = `donation { id state donor { id } announcedMachines offeredOn acceptedOn declinedOn pickedUpOn inventoriedOn ${HISTORY} }`;
const COMPUTER = `id label processing custody grade collectedOn readyOn recycledOn ${HISTORY}`;
const REPAIR = `repairTicket { id state outcome openedOn resolvedOn minutes partsCost computer { ${COMPUTER} } ${HISTORY} }`;

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
    pickUp: donationVerb('pickUpDonation'),
    closeInventory: donationVerb('inventoryDonation'),
    register: computerVerb('registerComputer'),
    registerMany: computersVerb('registerComputers'),
    triage: computerVerb('triageComputer'),
    triageMany: computersVerb('triageComputers'),
    erase: computerVerb('recordErasure'),
    eraseMany: computersVerb('recordErasures'),
    refurbish: computerVerb('refurbishComputer'),
    refurbishMany: computersVerb('refurbishComputers'),
    sendToRecycling: computerVerb('sendToRecycling'),
    recordRecycling: computerVerb('recordRecycling'),
    openRepair: repairVerb('openRepair'),
    resolveRepair: repairVerb('resolveRepair'),
    takeOut: crossing('takeOutComputer'),
    takeBack: crossing('takeBackComputer'),
  };
}

export interface RepairMade {
  id: string;
  state: string;
  outcome: string | null;
  openedOn: string;
  resolvedOn: string | null;
  minutes: number;
  partsCost: number;
  computer: ComputerMade;
  history: { verb: string }[];
}

/** A donation of the CAF as far along as asked, on the first days of January 2011. */
export async function aDonation(
  inventory: Inventory,
  state: 'OFFERED' | 'DECLINED' | 'ACCEPTED' | 'PICKED_UP' | 'INVENTORIED' = 'PICKED_UP',
  input: object = {},
): Promise<DonationMade> {
  const { donation } = await inventory.offer(input);
  const donationId = donation.id;
  if (state === 'OFFERED') return donation;
  if (state === 'DECLINED') return (await inventory.decline({ donationId, on: '2011-01-04' })).donation;
  const accepted = await inventory.accept({ donationId, on: '2011-01-04' });
  if (state === 'ACCEPTED') return accepted.donation;
  const pickedUp = await inventory.pickUp({ donationId, on: '2011-01-05' });
  if (state === 'PICKED_UP') return pickedUp.donation;
  return (await inventory.closeInventory({ donationId, on: '2011-01-06' })).donation;
}

const STEPS = ['COLLECTED', 'TRIAGED', 'ERASED', 'READY', 'ON_LOAN'] as const;
export const LOAN = 'loan_01h455vb4pex5vsknk084sn02q';
export const PROOF = { method: 'CLEAR', standard: 'NIST SP 800-88', tool: 'nwipe 0.25', succeeded: true };

/** A machine of the CAF as far along as asked: triaged, erased, ready and lent on days of January 2011. */
export async function aComputer(
  inventory: Inventory,
  upTo: (typeof STEPS)[number] = 'READY',
  donationId?: string,
): Promise<ComputerMade> {
  const donation = donationId ?? (await aDonation(inventory)).id;
  const { computer } = await inventory.register({
    donationId: donation,
    label: inventory.nextLabel(),
    kind: 'DESKTOP',
  });
  const computerId = computer.id;
  const steps = [
    () => inventory.triage({ computerId, outcome: 'REFURBISH', on: '2011-01-10' }),
    () => inventory.erase({ computerId, ...PROOF, on: '2011-01-11' }),
    () => inventory.refurbish({ computerId, grade: 'B', testsPassed: true, on: '2011-01-12' }),
    () => inventory.takeOut({ computerId, loanId: LOAN, on: '2011-01-20' }),
  ];
  for (const step of steps.slice(0, STEPS.indexOf(upTo))) refusals(await step());
  return find(inventory, computerId);
}

/** A machine as the graph tells it. */
export async function find(inventory: Inventory, id: string): Promise<ComputerMade> {
  const { computer } = await inventory
    .as('technician')
    .request<{ computer: ComputerMade }>(`query ($id: ID!) { computer(id: $id) { ${COMPUTER} } }`, { id });
  return computer;
}

/** Stops a test whose own preparation was refused. */
function refusals({ userErrors: [first] }: Answered): void {
  if (first) throw new Error(`${first.code}: ${first.message}`);
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
