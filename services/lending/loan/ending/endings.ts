import { Ctx, Field, FieldResolver, Float, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';
import { today } from '../../../../packages/calendar/clock.ts';
import { toEuros } from '../../../../packages/platform/schema/money.ts';
import { GraphQLLocalDate } from '../../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { Loan, LoanLossKind } from '../loan.entity.ts';
import { overdueStage } from '../overdue.rules.ts';

export const OverdueStage = {
  REMINDER: 'REMINDER',
  SECOND_REMINDER: 'SECOND_REMINDER',
  FORMAL_NOTICE: 'FORMAL_NOTICE',
  UNRECOVERABLE: 'UNRECOVERABLE',
} as const;
export type OverdueStage = keyof typeof OverdueStage;

registerEnumType(OverdueStage, {
  name: 'OverdueStage',
  description: 'What an overdue loan calls for.',
  valuesConfig: {
    REMINDER: { description: 'From the day after its end: call or write to the borrower.' },
    SECOND_REMINDER: { description: 'From 15 days on: call or write again.' },
    FORMAL_NOTICE: { description: 'From 30 days on: a letter that gives a last date.' },
    UNRECOVERABLE: { description: 'From 60 days on: the computer may be given up, or still be taken back.' },
  },
});

@ObjectType({ description: "How a computer became its borrower's own." })
export class LoanCession {
  @Field(() => GraphQLLocalDate, { description: 'The day.' })
  on!: string;

  @Field(() => Float, { description: 'What was paid, in euros; 0 when it was given.' })
  price!: number;
}

@ObjectType({ description: 'Why a computer was given up.' })
export class LoanLoss {
  @Field(() => GraphQLLocalDate, { description: 'The day it was declared.' })
  on!: string;

  @Field(() => LoanLossKind, { description: 'What became of it.' })
  how!: LoanLossKind;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day of the complaint, for a theft.' })
  complainedOn!: string | null;
}

@ObjectType({ description: 'A time during which a borrower may neither request nor renew.' })
export class LoanSanction {
  @Field(() => GraphQLLocalDate, { description: 'Its last day.' })
  until!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day a manager lifted it, if so.' })
  liftedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was lifted.' })
  liftReason!: string | null;
}

@Resolver(() => Loan)
export class EndingsOfLoan {
  @FieldResolver(() => OverdueStage, {
    nullable: true,
    description: 'What the overdue loan calls for today; null unless it is overdue.',
  })
  overdueStage(@Root() loan: Loan, @Ctx() { clock }: ServiceContext): OverdueStage | null {
    return overdueStage(loan, today(clock));
  }

  @FieldResolver(() => LoanCession, { nullable: true, description: 'Null unless its computer was ceded.' })
  cession(@Root() { cededOn, priceCents }: Loan): LoanCession | null {
    return cededOn ? { on: cededOn, price: toEuros(priceCents!) } : null;
  }

  @FieldResolver(() => LoanLoss, { nullable: true, description: 'Null unless its computer was given up.' })
  loss(@Root() { unrecoveredOn, loss, complainedOn = null }: Loan): LoanLoss | null {
    return unrecoveredOn && loss ? { on: unrecoveredOn, how: loss, complainedOn } : null;
  }

  @FieldResolver(() => LoanSanction, {
    nullable: true,
    description: 'The sanction that comes from this loan, over or not; null when there is none.',
  })
  sanction(@Root() { sanctionUntil: until, sanctionLiftedOn, sanctionLiftReason }: Loan): LoanSanction | null {
    return until ? { until, liftedOn: sanctionLiftedOn ?? null, liftReason: sanctionLiftReason ?? null } : null;
  }
}
