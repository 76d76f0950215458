import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const AgreementKind = { FUNDING: 'FUNDING', PARTNERSHIP: 'PARTNERSHIP' } as const;
export type AgreementKind = keyof typeof AgreementKind;
registerEnumType(AgreementKind, {
  name: 'AgreementKind',
  description: 'Whether money is part of an agreement.',
  valuesConfig: {
    FUNDING: { description: 'The organisation gives money, in instalments.' },
    PARTNERSHIP: { description: 'Each side gives work, machines or a room: no money.' },
  },
});

export const AgreementState = {
  PROPOSED: 'PROPOSED',
  SIGNED: 'SIGNED',
  IN_FORCE: 'IN_FORCE',
  AMENDED: 'AMENDED',
  EXPIRED: 'EXPIRED',
  TERMINATED: 'TERMINATED',
  REPORTED: 'REPORTED',
  SETTLED: 'SETTLED',
} as const;
export type AgreementState = keyof typeof AgreementState;
registerEnumType(AgreementState, {
  name: 'AgreementState',
  description: 'Where an agreement stands; its dates decide.',
  valuesConfig: {
    SIGNED: { description: 'Signed, and its first day has not come.' },
    IN_FORCE: { description: 'Signed, and today lies between its first and last day.' },
    AMENDED: { description: 'In force, under terms that an amendment (avenant) changed.' },
    EXPIRED: { description: 'Signed, and its last day is past.' },
    TERMINATED: { description: 'Ended before its last day, or given up before it was signed.' },
    REPORTED: { description: 'Ended, and a locked report covers its last day.' },
    SETTLED: { description: 'Reported, and its balance was paid, paid back or waived: nothing more moves.' },
  },
});

@Entity({ tableName: 'agreement' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'What an organisation and the association agreed upon (convention).' })
export class Agreement {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: 'Its id, given by the association.' })
  id!: string;

  @Property({ type: 'text' })
  organisationId!: string;

  @Property({ type: 'text', nullable: true })
  programmeId!: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its usual title.' })
  title!: string;

  @Property({ type: 'text' })
  @Field(() => AgreementKind, { description: 'Of what sort it is.' })
  kind!: AgreementKind;

  @Property({ type: 'date' })
  proposedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day both sides had signed.' })
  signedOn!: string | null;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'Its first day.' })
  startsOn!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'Its last day.' })
  endsOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was ended early.' })
  terminatedOn!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was ended early.' })
  terminationReason!: string | null;

  /** Cents; 0 for a partnership. */
  @Property({ type: 'integer' })
  amountCents!: number;

  /** Of its terms: 1 as proposed, one more with each amendment. */
  @Property({ type: 'integer' })
  version!: number;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day a report on its last days was locked.' })
  reportedOn!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day its balance was settled.' })
  settledOn!: string | null;

  /** Cents that the organisation need not pay any more. */
  @Property({ type: 'integer', nullable: true })
  waivedCents!: number | null;

  /** Cents that the association paid back. */
  @Property({ type: 'integer', nullable: true })
  paidBackCents!: number | null;
}
