import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { today } from '../../kit/clock.ts';
import { GraphQLLocalDate } from '../../kit/scalars.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { Household, QuotientBand } from '../household/household.entity.ts';
import { OrganisationStub } from '../organisation/organisation.reference.ts';
import { Eligibility } from './eligibility.entity.ts';
import { eligibilitiesByHousehold } from './eligibility.loaders.ts';
import { bandsOn, whyNotEligible, type Band } from './eligibility.rules.ts';

@ObjectType({ description: 'A band of the family quotient (quotient familial), in euros a month, while it is in use.' })
export class QuotientBandScale implements Band {
  @Field(() => QuotientBand, { description: 'The band.' })
  band!: QuotientBand;

  @Field(() => Int, {
    nullable: true,
    description: 'Quotients above this, in euros a month; null for the lowest band.',
  })
  above!: number | null;

  @Field(() => Int, { nullable: true, description: 'And up to this, in euros a month; null for the highest band.' })
  upTo!: number | null;

  @Field(() => GraphQLLocalDate, { description: 'The first day it was in use.' })
  since!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The last day; null while it is in use.' })
  until!: string | null;
}

@Resolver(() => Eligibility)
export class EligibilityReference {
  @FieldResolver(() => OrganisationStub, {
    nullable: true,
    description: 'Who vouched, when the ground is a prescriber.',
  })
  prescriber(@Root() { prescriberId }: Eligibility): OrganisationStub | null {
    return prescriberId ? { id: prescriberId } : null;
  }

  @Query(() => [QuotientBandScale], {
    description: 'The bands of the family quotient in use on a day, the lowest first.',
  })
  quotientBands(
    @Arg('on', () => GraphQLLocalDate, { nullable: true, description: 'The day: today unless given.' })
    on: string | null,
    @Ctx() { clock }: ServiceContext,
  ): Band[] {
    return bandsOn(on ?? today(clock));
  }
}

@Resolver(() => Household)
export class EligibilityOfHousehold {
  @FieldResolver(() => [Eligibility], { description: 'What entitled it to loans, first assessed first.' })
  eligibilities(@Root() { id }: Household, @Ctx() context: ServiceContext) {
    return eligibilitiesByHousehold(context).load(id);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether what entitled it has ended: it is to be assessed again before a loan is granted or renewed.',
  })
  async isEligibilityExpired(@Root() { id }: Household, @Ctx() context: ServiceContext): Promise<boolean> {
    return whyNotEligible(await eligibilitiesByHousehold(context).load(id), today(context.clock)) !== null;
  }
}
