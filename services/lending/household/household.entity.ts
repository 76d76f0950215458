import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

/** Bands of the family quotient (quotient familial) of the CAF, in euros a month. */
export const QuotientBand = {
  UP_TO_400: 'UP_TO_400',
  UP_TO_600: 'UP_TO_600',
  UP_TO_800: 'UP_TO_800',
  ABOVE_800: 'ABOVE_800',
} as const;
export type QuotientBand = keyof typeof QuotientBand;

registerEnumType(QuotientBand, {
  name: 'QuotientBand',
  description: "A band of the CAF's family quotient: all that is kept of a household's means, and no document.",
  valuesConfig: {
    UP_TO_400: { description: '400 € a month or less.' },
    UP_TO_600: { description: 'Above 400 € and up to 600 € a month.' },
    UP_TO_800: { description: 'Above 600 € and up to 800 € a month.' },
    ABOVE_800: { description: 'Above 800 € a month.' },
  },
});

@Entity({ tableName: 'household' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'People who live together and may borrow a computer.' })
export class Household {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  /** Where it lives: "COM-56121". */
  @Property({ type: 'text' })
  commune!: string;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'How many people live in it; null when not asked.' })
  size!: number | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => QuotientBand, { nullable: true, description: 'Its means, as a band; null when not asked.' })
  quotientBand!: QuotientBand | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The last day on which the band holds.' })
  quotientBandUntil!: string | null;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it was registered.' })
  registeredOn!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where it is written to; null when it gave no address.' })
  email!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day it agreed to be reminded by e-mail; null when it did not, or withdrew.',
  })
  remindedByEmailSince!: string | null;

  /** The last step of loans that were closed: nothing else of them leads here. */
  @Property({ type: 'date', nullable: true })
  lastContactOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description:
      'The day it was forgotten, as it asked or since its time had come: names, means and addresses are gone; null otherwise.',
  })
  erasedOn!: string | null;
}

export const HouseholdConnection = connectionOf('Household', () => Household);
