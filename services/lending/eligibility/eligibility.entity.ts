import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { QuotientBand } from '../household/household.entity.ts';

export const EligibilityGround = {
  QUOTIENT_FAMILIAL: 'QUOTIENT_FAMILIAL',
  MINIMUM_BENEFIT: 'MINIMUM_BENEFIT',
  PRESCRIBER: 'PRESCRIBER',
} as const;
export type EligibilityGround = keyof typeof EligibilityGround;

registerEnumType(EligibilityGround, {
  name: 'EligibilityGround',
  description: 'What entitles a household to a loan.',
  valuesConfig: {
    QUOTIENT_FAMILIAL: { description: "The CAF's family quotient, as a band." },
    MINIMUM_BENEFIT: { description: 'A minimum social benefit (RSA, AAH, ASPA…); which one is not kept.' },
    PRESCRIBER: {
      description: 'The word of an organisation that knows the household: a social worker, a mission locale…',
    },
  },
});

@Entity({ tableName: 'eligibility' })
@ObjectType({
  description: 'What entitled a household on a day, and until when: what was seen, and neither document nor amount.',
})
export class Eligibility {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  householdId!: string;

  @Property({ type: 'text' })
  @Field(() => EligibilityGround, { description: 'What entitles.' })
  ground!: EligibilityGround;

  @Property({ type: 'text', nullable: true })
  @Field(() => QuotientBand, { nullable: true, description: 'The band, when the ground is the family quotient.' })
  band!: QuotientBand | null;

  @Property({ type: 'text', nullable: true })
  prescriberId!: string | null;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it was looked at.' })
  assessedOn!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The last day on which it holds.' })
  expiresOn!: string;
}
