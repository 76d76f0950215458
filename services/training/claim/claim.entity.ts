import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const ClaimOutcome = { PAID: 'PAID', REJECTED: 'REJECTED' } as const;
export type ClaimOutcome = keyof typeof ClaimOutcome;
registerEnumType(ClaimOutcome, {
  name: 'ClaimOutcome',
  description: 'What the Region answered for one visa of a claim.',
});

export const RejectionReason = {
  HOURS_NOT_PROVEN: 'HOURS_NOT_PROVEN',
  NOT_ELIGIBLE: 'NOT_ELIGIBLE',
  OUT_OF_TIME: 'OUT_OF_TIME',
  PAID_ELSEWHERE: 'PAID_ELSEWHERE',
  OTHER: 'OTHER',
} as const;
export type RejectionReason = keyof typeof RejectionReason;
registerEnumType(RejectionReason, {
  name: 'RejectionReason',
  description: 'Why the Region does not pay a visa.',
  valuesConfig: {
    HOURS_NOT_PROVEN: { description: 'The attendance sheets do not show the hours.' },
    NOT_ELIGIBLE: { description: 'The person had no right to one.' },
    OUT_OF_TIME: { description: 'It came too late.' },
    PAID_ELSEWHERE: { description: 'The same training is paid by somebody else.' },
  },
});

@Entity({ tableName: 'visa_claim' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Completed visas that the Region is asked to pay, together.' })
export class VisaClaim {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  programmeId!: string;

  @Property({ type: 'integer' })
  year!: number;

  /** From 1 on in each year. */
  @Property({ type: 'integer' })
  number!: number;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it was sent.' })
  claimedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the Region answered; null while it has not.' })
  settledOn?: string | null;
}
