import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { ComputerKind, Custody, Grade, Processing } from './computer.states.ts';

@Entity({ tableName: 'computer' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A machine, from the day it is announced to the day it is recycled.' })
export class Computer {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`computer_…`: its identity for ever, whatever label it wears.' })
  id!: string;

  @Property({ type: 'text' })
  donationId!: string;

  /** The donor of its donation. */
  @Property({ type: 'text' })
  donorId!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What the workshop wrote on it; unique in the association, whatever the case.' })
  label!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: "The maker's serial number; often missing." })
  serial?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: "The donor's own asset tag." })
  assetTag?: string | null;

  @Property({ type: 'text' })
  @Field(() => ComputerKind, { description: 'What it is.' })
  kind!: ComputerKind;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Its maker.' })
  brand?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Its model, as the maker names it.' })
  model?: string | null;

  @Property({ type: 'text' })
  @Field(() => Processing, { description: 'How far the workshop has come with it.' })
  processing!: Processing;

  @Property({ type: 'text' })
  @Field(() => Custody, { description: 'Who has it.' })
  custody!: Custody;

  @Property({ type: 'text', nullable: true })
  @Field(() => Grade, { nullable: true, description: 'Its state when it last became READY.' })
  grade?: Grade | null;

  /** The day all its storages were proved erased, or it was found to have none, since it last came from a user. */
  @Property({ type: 'date', nullable: true })
  erasedOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day its parts were recovered.' })
  dismantledOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The loan it is kept for, while it is RESERVED.' })
  reservedFor?: string | null;

  /** The day of its latest step: the next one cannot come before. */
  @Property({ type: 'date' })
  movedOn!: string;
}

export const ComputerConnection = connectionOf('Computer', () => Computer);
