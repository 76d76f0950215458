import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { File, fileOf } from '../../../packages/platform/documents/file.ts';
import { manyByKey, oneByKey } from '../../../packages/platform/read/loader.ts';
import { keptOrganisation } from '../../../packages/platform/merge/kept-organisation.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Computer } from '../computer/computer.entity.ts';
import { computerById } from '../computer/computer.loaders.ts';
import { Donation } from '../donation/donation.entity.ts';
import { donationById } from '../donation/donation.loaders.ts';
import { Organisation } from '../organisation/organisation.stub.ts';
import { Certificate, CertificateLine } from './certificate.entity.ts';

// All but the document, which is read when it is asked for.
const COLUMNS = 'id, donation_id, donor_id, number, issued_on, supersedes_id, reason';

const certificateById = oneByKey<Certificate>(`select ${COLUMNS} from certificate where id = any($1)`, ({ id }) => id);
const supersededBy = oneByKey<Certificate>(
  `select ${COLUMNS} from certificate where supersedes_id = any($1)`,
  ({ supersedesId }) => supersedesId!,
);
const certificatesByDonation = manyByKey<Certificate>(
  `select ${COLUMNS} from certificate where donation_id = any($1) order by id`,
  ({ donationId }) => donationId,
);
const certificatesByComputer = manyByKey<Certificate & { computerId: string }>(
  `select l.computer_id, ${COLUMNS} from certificate_line l join certificate on id = certificate_id
    where l.computer_id = any($1) order by id`,
  ({ computerId }) => computerId,
);
const linesByCertificate = manyByKey<CertificateLine>(
  'select * from certificate_line where certificate_id = any($1) order by position',
  ({ certificateId }) => certificateId,
);
const documentById = oneByKey<Pick<Certificate, 'id' | 'document'>>(
  'select id, document from certificate where id = any($1)',
  ({ id }) => id,
);

@Resolver(() => Certificate)
export class CertificateQueries {
  @Query(() => Certificate, { nullable: true, description: 'One certificate; null when there is none under this id.' })
  certificate(@Arg('id', () => ID, { description: '`certificate_…`.' }) id: string, @Ctx() context: ServiceContext) {
    return certificateById(context).load(id);
  }

  @FieldResolver(() => Donation, { description: 'The donation it is about.' })
  donation(@Root() { donationId }: Certificate, @Ctx() context: ServiceContext) {
    return donationById(context).load(donationId);
  }

  @FieldResolver(() => [CertificateLine], { description: 'What it says of each machine.' })
  lines(@Root() { id }: Certificate, @Ctx() context: ServiceContext) {
    return linesByCertificate(context).load(id);
  }

  @FieldResolver(() => Certificate, { nullable: true, description: 'The certificate that it corrects.' })
  supersedes(@Root() { supersedesId }: Certificate, @Ctx() context: ServiceContext) {
    return supersedesId ? certificateById(context).load(supersedesId) : null;
  }

  @FieldResolver(() => Certificate, {
    nullable: true,
    description: 'The later certificate that corrects it; null while it holds.',
  })
  supersededBy(@Root() { id }: Certificate, @Ctx() context: ServiceContext) {
    return supersededBy(context).load(id);
  }

  @FieldResolver(() => File, { description: 'The PDF that was signed, in French; the same bytes for ever.' })
  async document(@Root() { id, number }: Certificate, @Ctx() context: ServiceContext): Promise<File> {
    const { document } = (await documentById(context).load(id))!;
    return fileOf(`attestation-${number}.pdf`, 'application/pdf', Buffer.from(document, 'base64'));
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Certificate, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}

@Resolver(() => CertificateLine)
export class CertificateLineQueries {
  @FieldResolver(() => Computer, { description: 'The machine, as it is now.' })
  computer(@Root() { computerId }: CertificateLine, @Ctx() context: ServiceContext) {
    return computerById(context).load(computerId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who recycled it.' })
  recycler(@Root() { recyclerId }: CertificateLine, @Ctx() context: ServiceContext): Promise<Organisation> | null {
    return recyclerId ? keptOrganisation({ id: recyclerId }, context) : null;
  }
}

@Resolver(() => Donation)
export class CertificatesOfDonation {
  @FieldResolver(() => [Certificate], { description: 'What was certified to its donor, oldest first.' })
  certificates(@Root() { id }: Donation, @Ctx() context: ServiceContext) {
    return certificatesByDonation(context).load(id);
  }
}

@Resolver(() => Computer)
export class CertificatesOfComputer {
  @FieldResolver(() => [Certificate], { description: 'The certificates that tell of it, oldest first.' })
  certificates(@Root() { id }: Computer, @Ctx() context: ServiceContext) {
    return certificatesByComputer(context).load(id);
  }
}
