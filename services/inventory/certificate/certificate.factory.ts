import { randomUUID } from 'node:crypto';
import { callVerb, type Answered } from '../../../packages/platform/testing/call-verb.ts';
import { aComputer, type Standing } from '../computer/computer.factory.ts';
import { aDonation, type DonationMade } from '../donation/donation.factory.ts';
import type { History, Inventory } from '../inventory.factory.ts';

/** A certificate as tests read it. */
export interface CertificateMade {
  id: string;
  number: string;
  issuedOn: string;
  reason: string | null;
  supersedes: { id: string } | null;
  supersededBy: { id: string } | null;
  lines: {
    label: string;
    outcome: string;
    on: string;
    data: string;
    erasures: { method: string; tool: string; on: string }[];
    recycler: { id: string } | null;
    recyclingCertificate: string | null;
    transferredTo: string | null;
    computer: { id: string };
  }[];
  document: { name: string; mediaType: string; digest: string; content: string };
  history: History;
}

export const CERTIFICATE = `id number issuedOn reason supersedes { id } supersededBy { id }
  lines { label outcome on data erasures { method tool on } recycler { id } recyclingCertificate transferredTo computer { id } }
  document { name mediaType digest content } history { verb happenedOn details }`;

/** The verbs by which a donation ends, as a technician. */
export function donationEnd(inventory: Inventory) {
  const call = <Made extends object>(verb: string, selection: string) => {
    return (input: object): Promise<Made & Answered> =>
      callVerb<Made>(inventory.as('technician'), verb, selection, { idempotencyKey: randomUUID(), ...input });
  };
  const donation = 'donation { id state attestedOn closedOn history { verb } }';
  return {
    issue: call<{ certificate: CertificateMade }>('issueCertificate', `certificate { ${CERTIFICATE} }`),
    correct: call<{ certificate: CertificateMade }>('correctCertificate', `certificate { ${CERTIFICATE} }`),
    attest: call<{ donation: DonationMade; certificate: CertificateMade | null }>(
      'attestDonation',
      `${donation} certificate { ${CERTIFICATE} }`,
    ),
    close: call<{ donation: DonationMade }>('closeDonation', donation),
  };
}

/** An inventoried donation whose machines stand as asked, by steps on days of January 2011. */
export async function aDonationOf(inventory: Inventory, standings: readonly Standing[], input: object = {}) {
  const { id } = await aDonation(inventory, 'PICKED_UP', input);
  const computers = [];
  for (const standing of standings) computers.push(await aComputer(inventory, standing, id));
  await inventory.closeInventory({ donationId: id, on: '2011-01-31' });
  return { donationId: id, computers };
}
