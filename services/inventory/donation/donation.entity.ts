import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { DonationState } from './donation.states.ts';

@Entity({ tableName: 'donation' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A lot of machines that an organisation gives away.' })
export class Donation {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`donation_…`.' })
  id!: string;

  @Property({ type: 'text' })
  donorId!: string;

  @Property({ type: 'text', nullable: true })
  programmeId?: string | null;

  /** The transfer that brought it from another association. */
  @Property({ type: 'text', nullable: true })
  transferId?: string | null;

  @Property({ type: 'text' })
  @Field(() => DonationState, { description: 'How far it has come.' })
  state!: DonationState;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many machines the donor announced; fewer or more may come.' })
  announcedMachines!: number;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day the donor offered it.' })
  offeredOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the association said yes.' })
  acceptedOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the association said no.' })
  declinedOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the donor withdrew.' })
  cancelledOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the machines reached the workshop.' })
  pickedUpOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day its inventory was closed.' })
  inventoriedOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day the donor had a certificate for every machine.',
  })
  attestedOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was closed.' })
  closedOn?: string | null;
}

export const DonationConnection = connectionOf('Donation', () => Donation);
