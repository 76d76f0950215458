import type { Answered } from '../../../packages/platform/testing/call-verb.ts';
import { aDonation } from '../donation/donation.factory.ts';
import { COMPUTER, type History, type Inventory } from '../inventory.factory.ts';

/** A machine as tests read it. */
export interface ComputerMade {
  id: string;
  label: string;
  processing: string;
  custody: string;
  grade: string | null;
  collectedOn: string | null;
  readyOn: string | null;
  recycledOn: string | null;
  history: History;
}

export const LOAN = 'loan_01h455vb4pex5vsknk084sn02q';
export const PROOF = { method: 'CLEAR', standard: 'NIST SP 800-88', tool: 'nwipe 0.25', succeeded: true };

type Step = (inventory: Inventory, computerId: string) => Promise<Answered>;
const triaged: Step = ({ triage }, computerId) => triage({ computerId, outcome: 'REFURBISH', on: '2011-01-10' });
const erased: Step = ({ erase }, computerId) => erase({ computerId, ...PROOF, on: '2011-01-11' });
const refurbished: Step = ({ refurbish }, computerId) =>
  refurbish({ computerId, grade: 'B', testsPassed: true, on: '2011-01-12' });
const lent: Step = ({ takeOut }, computerId) => takeOut({ computerId, loanId: LOAN, on: '2011-01-20' });
const reserved: Step = ({ reserve }, computerId) => reserve({ computerId, loanId: LOAN, on: '2011-01-15' });
const ceded: Step = ({ cede }, computerId) => cede({ computerId, loanId: LOAN, on: '2011-01-30' });
const lost: Step = ({ takeBack }, computerId) =>
  takeBack({ computerId, loanId: LOAN, condition: 'WORKING', lostOrStolen: 'LOST', on: '2011-01-30' });
const broken: Step = ({ openRepair }, computerId) =>
  openRepair({ computerId, problem: 'No picture', on: '2011-01-15' });
const discarded: Step = ({ triage }, computerId) => triage({ computerId, outcome: 'RECYCLE', on: '2011-01-10' });
const recycled: Step = ({ recordRecycling }, computerId) =>
  recordRecycling({
    computerId,
    recyclerId: 'SIRET-43310231700019',
    certificate: 'BSD-11-042',
    storagesDestroyed: true,
    on: '2011-01-25',
  });

/** How a machine comes to stand where a test needs it. */
const STEPS = {
  ANNOUNCED: [],
  COLLECTED: [],
  TRIAGED: [triaged],
  ERASED: [triaged, erased],
  READY: [triaged, erased, refurbished],
  IN_REPAIR: [triaged, erased, refurbished, broken],
  RESERVED: [triaged, erased, refurbished, reserved],
  ON_LOAN: [triaged, erased, refurbished, lent],
  LOST: [triaged, erased, refurbished, lent, lost],
  CEDED: [triaged, erased, refurbished, lent, ceded],
  TO_RECYCLE: [discarded],
  RECYCLED: [discarded, recycled],
} satisfies Record<string, Step[]>;
export type Standing = keyof typeof STEPS;
export const STANDINGS = Object.keys(STEPS) as Standing[];

/** A machine of the CAF that stands as asked, by steps on days of January 2011. */
export async function aComputer(
  inventory: Inventory,
  standing: Standing = 'READY',
  donationId?: string,
): Promise<ComputerMade> {
  const donation = donationId ?? (await aDonation(inventory, standing === 'ANNOUNCED' ? 'ACCEPTED' : 'PICKED_UP')).id;
  const label = inventory.nextLabel();
  const { computer } = await inventory.register({ donationId: donation, label, kind: 'DESKTOP' });
  for (const step of STEPS[standing]) {
    const { userErrors } = await step(inventory, computer.id);
    if (userErrors[0]) throw new Error(`${userErrors[0].code}: ${userErrors[0].message}`);
  }
  return findComputer(inventory, computer.id);
}

/** A machine as the graph tells it now. */
export async function findComputer(inventory: Inventory, id: string): Promise<ComputerMade> {
  const { computer } = await inventory
    .as('technician')
    .request<{ computer: ComputerMade }>(`query ($id: ID!) { computer(id: $id) { ${COMPUTER} } }`, { id });
  return computer;
}
