import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { InstallState } from '../../../packages/platform/peers/install-state.ts';
import { GraphQLDateTimeISO } from '../../../packages/platform/schema/scalars.ts';

@Entity({ tableName: 'enrolment' })
@ObjectType({
  description:
    'An installation of the software that speaks at this hub: the database of one association, or another hub.',
})
export class Install {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: 'Of its enrolment here: `enrolment_…`.' })
  id!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The association it speaks for; null for a hub.' })
  associationId!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The hub it is, as it is called here; null for an association.' })
  hub!: string | null;

  @Property({ type: 'text' })
  @Field(() => InstallState, { description: 'Where it stands.' })
  state!: InstallState;

  /** sha-256 of the code that it enrols with; null for one that another hub answers for. */
  @Property({ type: 'text', nullable: true })
  codeHash!: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When a code was given out; null for one that another hub answers for.',
  })
  invitedAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Until when its code is taken.' })
  expiresAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, { nullable: true, description: 'As it calls itself, `install_…`; null until it has enrolled.' })
  install!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Its Ed25519 public key, base64url (RFC 8037, `x`); null until it has enrolled.',
  })
  publicKey!: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it enrolled, or was answered for first.' })
  enrolledAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When somebody of the hub approved it.' })
  approvedAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was superseded or revoked.' })
  endedAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was revoked.' })
  reason!: string | null;

  /** The installation of the hub that answers for it. */
  @Property({ type: 'text', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The installation of the hub that answers for it, where it did not enrol itself.',
  })
  vouchedBy!: string | null;
}
