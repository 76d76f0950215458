import { Field, FieldResolver, Float, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';
import { toEuros } from '../../../packages/platform/schema/money.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { Territory, territoryOf } from '../territory/territory.type.ts';
import type { AimedAt } from './target.rules.ts';
import type { Planned } from './write-terms.ts';

@ObjectType({ description: 'An instalment as a version of the terms planned it; one that had come, as it came.' })
class PlannedInstalment {
  @Field(() => GraphQLLocalDate, { description: 'The day it was planned for.' })
  dueOn!: string;

  @Field(() => Float, { description: 'EUR.' })
  amount!: number;
}

@ObjectType({ description: 'A target as a version of the terms set it.' })
class AgreedTarget {
  @Field(() => ID, { description: 'The name of its measure.' })
  indicator!: string;

  @Field(() => Float, { description: 'What it should reach, in the unit of the measure.' })
  value!: number;

  @Field(() => GraphQLPeriod, { description: 'When.' })
  period!: string;

  @Field(() => Territory, { description: 'Where.' })
  territory!: Territory;
}

@ObjectType({ description: 'One version of what was agreed: nothing changes it, the next amendment follows it.' })
export class AgreementTerms {
  agreementId!: string;

  @Field(() => Int, { description: '1 as proposed, 2 after the first amendment…' })
  version!: number;

  @Field(() => GraphQLLocalDate, { description: 'The day it was proposed, or amended.' })
  agreedOn!: string;

  @Field(() => GraphQLLocalDate, { description: 'Its first day.' })
  startsOn!: string;

  @Field(() => GraphQLLocalDate, { description: 'Its last day.' })
  endsOn!: string;

  amountCents!: number;

  @Field(() => String, { nullable: true, description: 'Why it was amended; null for the first version.' })
  reason!: string | null;

  /** As they were kept, in cents. */
  instalments!: Planned[];

  targets!: AimedAt[];
}

@Resolver(() => AgreementTerms)
export class TermsFields {
  @FieldResolver(() => Float, { description: 'EUR; 0 for a partnership.' })
  amount(@Root() { amountCents }: AgreementTerms) {
    return toEuros(amountCents);
  }

  @FieldResolver(() => [PlannedInstalment], { description: 'Its money, in the order it was due.' })
  instalments(@Root() { instalments }: AgreementTerms): PlannedInstalment[] {
    const inOrder = instalments.toSorted((one, other) => one.dueOn.localeCompare(other.dueOn));
    return inOrder.map(({ dueOn, amountCents }) => ({ dueOn, amount: toEuros(amountCents) }));
  }

  @FieldResolver(() => [AgreedTarget], { description: 'What it aimed at.' })
  targets(@Root() { targets }: AgreementTerms): AgreedTarget[] {
    return targets.map(({ territory, ...target }) => ({ ...target, territory: territoryOf(territory)! }));
  }
}
