import type { DevelopmentRole } from '../../../gateway/sign-in/development-clients.ts';

interface Verb {
  /** Whose work it is. */
  role: DevelopmentRole;
  /** What is read back. */
  made: string;
  /** For a verb without an idempotency key: the refusal that tells it was done before. */
  already?: string;
}

const GIVEN = 'donation { id }';
const MACHINE = 'computer { id }';
const MACHINES = 'computers { id label }';
const LOAN = 'loan { id }';

/** Every verb that the sample years are entered through. */
export const VERBS = {
  registerAssociation: { role: 'manager', made: 'association { id }', already: 'ALREADY_REGISTERED' },
  registerProgramme: { role: 'manager', made: 'programme { id }', already: 'ALREADY_REGISTERED' },
  registerOrganisation: { role: 'manager', made: 'organisation { id }' },
  proposeAgreement: { role: 'manager', made: 'agreement { id instalments { id } }' },
  signAgreement: { role: 'manager', made: 'agreement { id }', already: 'ALREADY_SIGNED' },
  receiveInstalment: { role: 'manager', made: 'agreement { id }' },
  recordService: { role: 'manager', made: 'delivery { id }' },
  offerDonation: { role: 'technician', made: GIVEN },
  acceptDonation: { role: 'technician', made: GIVEN },
  pickUpDonation: { role: 'technician', made: GIVEN },
  inventoryDonation: { role: 'technician', made: GIVEN },
  registerComputers: { role: 'technician', made: MACHINES },
  triageComputers: { role: 'technician', made: MACHINES },
  recordErasures: { role: 'technician', made: MACHINES },
  refurbishComputers: { role: 'technician', made: MACHINES },
  recordRecycling: { role: 'technician', made: MACHINE },
  openRepair: { role: 'technician', made: 'repairTicket { id }' },
  resolveRepair: { role: 'technician', made: 'repairTicket { id }' },
  registerHousehold: { role: 'lender', made: 'household { id people { id } }' },
  requestLoan: { role: 'lender', made: LOAN },
  refuseLoan: { role: 'lender', made: LOAN },
  approveLoan: { role: 'lender', made: LOAN },
  signLoan: { role: 'lender', made: LOAN },
  handOverComputer: { role: 'lender', made: LOAN },
  renewLoan: { role: 'lender', made: LOAN },
  swapComputer: { role: 'lender', made: LOAN },
  returnComputer: { role: 'lender', made: LOAN },
  registerPlace: { role: 'trainer', made: 'place { id }' },
  recordSessions: { role: 'trainer', made: 'sessions { id }' },
  allocateVisas: { role: 'manager', made: 'allocation { id }' },
  issueVisa: { role: 'trainer', made: 'visa { id }' },
  startVisa: { role: 'trainer', made: 'visa { id }' },
  completeVisa: { role: 'trainer', made: 'visa { id }' },
  claimVisas: { role: 'manager', made: 'claim { id }' },
  settleVisaClaim: { role: 'manager', made: 'claim { id }' },
} satisfies Record<string, Verb>;

export type VerbName = keyof typeof VERBS;

export const verbNamed = (name: VerbName): Verb => VERBS[name];
