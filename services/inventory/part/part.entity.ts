import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const PartKind = {
  MEMORY: 'MEMORY',
  PROCESSOR: 'PROCESSOR',
  MAINBOARD: 'MAINBOARD',
  GRAPHICS: 'GRAPHICS',
  NETWORK: 'NETWORK',
  SCREEN: 'SCREEN',
  KEYBOARD: 'KEYBOARD',
  POINTING_DEVICE: 'POINTING_DEVICE',
  BATTERY: 'BATTERY',
  POWER: 'POWER',
  COOLING: 'COOLING',
  CAMERA: 'CAMERA',
  OPTICAL_DRIVE: 'OPTICAL_DRIVE',
  CASE: 'CASE',
  OTHER: 'OTHER',
} as const;
export type PartKind = keyof typeof PartKind;
registerEnumType(PartKind, {
  name: 'PartKind',
  description: 'What a part is. Storages are no parts: they keep data, and go their own way with their proofs.',
});

@Entity({ tableName: 'part' })
@ObjectType({
  description: 'A part of the stock, recovered from a machine or bought, fitted in another one at most once.',
})
export class Part {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`part_…`.' })
  id!: string;

  @Property({ type: 'text' })
  @Field(() => PartKind, { description: 'What it is.' })
  kind!: PartKind;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What somebody looking for it must know: `DDR3 4 GB`.' })
  label!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether somebody saw it work.' })
  isTested!: boolean;

  @Property({ type: 'integer' })
  costCents!: number;

  @Property({ type: 'text', nullable: true })
  originId?: string | null;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it came into the stock.' })
  stockedOn!: string;

  @Property({ type: 'text', nullable: true })
  fittedInId?: string | null;

  @Property({ type: 'text', nullable: true })
  repairTicketId?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was fitted in a machine; null before.' })
  fittedOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was thrown away unused.' })
  discardedOn?: string | null;
}

export const PartConnection = connectionOf('Part', () => Part);
