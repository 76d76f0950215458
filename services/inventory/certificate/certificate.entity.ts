import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { ComputerKind } from '../computer/computer.states.ts';
import { ErasureMethod } from '../erasure/erasure.entity.ts';

export const CertifiedOutcome = {
  ERASED: 'ERASED',
  REUSED: 'REUSED',
  DISMANTLED: 'DISMANTLED',
  RECYCLED: 'RECYCLED',
  LOST: 'LOST',
  STOLEN: 'STOLEN',
  TRANSFERRED: 'TRANSFERRED',
} as const;
export type CertifiedOutcome = keyof typeof CertifiedOutcome;
registerEnumType(CertifiedOutcome, {
  name: 'CertifiedOutcome',
  description: 'What a certificate says became of a donated machine.',
  valuesConfig: {
    ERASED: { description: 'Its data are erased; it is still in the workshop.' },
    REUSED: { description: 'READY to be lent, lent or ceded.' },
    DISMANTLED: { description: 'Taken apart: its parts serve in other machines.' },
    RECYCLED: { description: "A recycler took it, with the recycler's own certificate." },
    LOST: { description: 'Lost.' },
    STOLEN: { description: 'Stolen.' },
    TRANSFERRED: { description: 'Another association of the network took it over.' },
  },
});

export const CertifiedData = {
  ERASED: 'ERASED',
  NO_STORAGE: 'NO_STORAGE',
  DESTROYED_BY_RECYCLER: 'DESTROYED_BY_RECYCLER',
  NOT_PROVED: 'NOT_PROVED',
} as const;
export type CertifiedData = keyof typeof CertifiedData;
registerEnumType(CertifiedData, {
  name: 'CertifiedData',
  description: "What a certificate says of the donor's data on a machine.",
  valuesConfig: {
    ERASED: { description: 'Every storage was proved erased or destroyed.' },
    NO_STORAGE: { description: 'The machine came without any storage.' },
    DESTROYED_BY_RECYCLER: { description: "The recycler's certificate says that its storages were destroyed." },
    NOT_PROVED: {
      description: 'Nothing proves the data gone: the donor must know, as when a machine was stolen before.',
    },
  },
});

@ObjectType({ description: 'An erasure as a certificate keeps it.' })
export class CertifiedErasure {
  @Field(() => ErasureMethod, { description: 'How it was done.' })
  method!: ErasureMethod;

  @Field(() => String, { description: 'The standard that was followed.' })
  standard!: string;

  @Field(() => String, { description: 'The tool and its version.' })
  tool!: string;

  @Field(() => Boolean, { description: 'Whether the tool verified it.' })
  succeeded!: boolean;

  @Field(() => String, { nullable: true, description: "The storage's serial number." })
  storageSerial!: string | null;

  @Field(() => String, { nullable: true, description: "SHA-256 of the tool's certificate, in hexadecimal." })
  certificateDigest!: string | null;

  @Field(() => GraphQLLocalDate, { description: 'The day it was done.' })
  on!: string;
}

@ObjectType({ description: 'What a certificate says of one machine, as it stood on the day of issue.' })
export class CertificateLine {
  certificateId!: string;
  computerId!: string;
  recyclerId!: string | null;

  @Field(() => String, { description: 'The label it wore.' })
  label!: string;

  @Field(() => String, { nullable: true, description: "The maker's serial number." })
  serial!: string | null;

  @Field(() => ComputerKind, { description: 'What it is.' })
  kind!: ComputerKind;

  @Field(() => String, { nullable: true, description: 'Its maker.' })
  brand!: string | null;

  @Field(() => String, { nullable: true, description: 'Its model.' })
  model!: string | null;

  @Field(() => CertifiedOutcome, { description: 'What became of it.' })
  outcome!: CertifiedOutcome;

  @Field(() => GraphQLLocalDate, { name: 'on', description: 'The day of it; of the first loan when it was reused.' })
  outcomeOn!: string;

  @Field(() => CertifiedData, { description: "Whether the donor's data are gone." })
  data!: CertifiedData;

  @Field(() => [CertifiedErasure], { description: "The erasures of the donor's data, oldest first." })
  erasures!: CertifiedErasure[];

  @Field(() => String, { nullable: true, description: "The number of the recycler's certificate." })
  recyclingCertificate!: string | null;

  @Field(() => ID, { nullable: true, description: 'The association that took it over.' })
  transferredTo!: string | null;
}

@Entity({ tableName: 'certificate' })
@ObjectType({ description: 'What an association signed to a donor about its machines. It never changes once issued.' })
export class Certificate {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`certificate_…`.' })
  id!: string;

  @Property({ type: 'text' })
  donationId!: string;

  @Property({ type: 'text' })
  donorId!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Year and rank among the certificates of the association: `2011-0042`.' })
  number!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it was issued.' })
  issuedOn!: string;

  @Property({ type: 'text', nullable: true })
  supersedesId?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What it corrects, when it supersedes another.' })
  reason?: string | null;

  /** The PDF in base64, as it was signed. */
  @Property({ type: 'text' })
  document!: string;
}
