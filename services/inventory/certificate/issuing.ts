import { associationName } from '../../../packages/platform/verb/association-name.ts';
import type { Donation } from '../donation/donation.entity.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { organisationName } from '../organisation/organisation.loaders.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { Certificate } from './certificate.entity.ts';
import type { Outcome } from './certificate.rules.ts';
import { printCertificate } from './printing.ts';
import type { Fate } from './fate.ts';

/** A machine of which there is something to certify. */
export type Told = Fate & { outcome: Outcome };

export const isTold = (fate: Fate): fate is Told => fate.outcome !== null;

/** The machines whose outcome no certificate tells yet. */
export const untold = (fates: readonly Fate[]): Told[] =>
  fates.filter(isTold).filter(({ outcome, certified }) => outcome.outcome !== certified);

interface Issue {
  donation: Donation;
  on: string;
  lines: readonly Told[];
  corrected?: { certificate: Certificate; reason: string };
}

/** Issues a certificate for these machines, in the transaction of its cause: numbered without a gap, printed once and for all. */
export async function issue(context: ServiceContext, acting: Acting, issued: Issue): Promise<Certificate> {
  const { donation, on, lines, corrected } = issued;
  // Before the number: the next certificate waits for that one, and need not wait for partners.
  const [association, donor] = await Promise.all([
    associationName(context),
    organisationName(context, donation.donorId),
  ]);
  const number = await nextNumber(acting, on);
  const printed = await printCertificate({
    number,
    issuedOn: on,
    association,
    donor,
    donation,
    lines,
    corrected: corrected && { number: corrected.certificate.number, reason: corrected.reason },
  });
  const certificate = acting.em.create(Certificate, {
    id: acting.newId('certificate'),
    donationId: donation.id,
    donorId: donation.donorId,
    number,
    issuedOn: on,
    supersedesId: corrected?.certificate.id ?? null,
    reason: corrected?.reason ?? null,
    document: printed.toString('base64'),
  });
  await acting.em.flush();
  await keepLines(acting, certificate, lines);
  const verb = corrected ? 'correctCertificate' : 'issueCertificate';
  const details = { number, machines: lines.length };
  await acting.happened({ noun: 'Certificate', id: certificate.id, verb, on, details });
  return certificate;
}

async function nextNumber({ em }: Acting, on: string): Promise<string> {
  await takeTurns(em, 'inventory', 'certificates');
  const year = on.slice(0, 4);
  const [last] = await em.execute<{ rank: number }[]>(
    'select count(*)::int as rank from certificate where left(number, 4) = ?',
    [year],
  );
  return `${year}-${String(last!.rank + 1).padStart(4, '0')}`;
}

async function keepLines({ em }: Acting, { id }: Certificate, lines: readonly Told[]): Promise<void> {
  const rows = lines.map(({ outcome, ...line }, index) => ({ ...line, ...outcome, position: index + 1 }));
  await em.execute(
    `insert into certificate_line (certificate_id, position, computer_id, label, serial, kind, brand, model, outcome,
                                   outcome_on, data, erasures, recycler_id, recycling_certificate, transferred_to)
     select ?, position, "computerId", label, serial, kind, brand, model, outcome, "on", data, erasures,
            "recyclerId", "recyclingCertificate", "transferredTo"
       from jsonb_to_recordset(?::jsonb) as line (
         position int, "computerId" text, label text, serial text, kind text, brand text, model text, outcome text,
         "on" date, data text, erasures jsonb, "recyclerId" text, "recyclingCertificate" text, "transferredTo" text)`,
    [id, JSON.stringify(rows)],
  );
}
