import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Household, HouseholdConnection, QuotientBand } from '../household/household.entity.ts';
import { OrganisationStub } from '../organisation/organisation.reference.ts';
import { Eligibility } from './eligibility.entity.ts';
import { eligibilitiesByHousehold } from './eligibility.loaders.ts';
import { bandsOn, toldAtRegistration, whyExpired, type Band } from './eligibility.rules.ts';

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

@ArgsType()
class EligibilityExpiringArgs extends PageArgs {
  @Field(() => GraphQLLocalDate, { description: 'The first day that is not looked at.' })
  before!: string;
}

// The last day that anything holds: an assessment, or the band that came with the registration.
const EXPIRING = `
  select household.* from household cross join lateral (
    select greatest(max(expires_on), quotient_band_until) as last_day
    from eligibility where household_id = household.id and assessed_on <= $1
  ) entitled
  where erased_on is null and last_day >= $1 and last_day < $2`;

@Resolver(() => Eligibility)
export class EligibilityReference {
  @FieldResolver(() => OrganisationStub, {
    nullable: true,
    description: 'Who vouched, when the ground is a prescriber.',
  })
  prescriber(@Root() { prescriberId }: Eligibility): OrganisationStub | null {
    return prescriberId ? { id: prescriberId } : null;
  }

  @Query(() => HouseholdConnection, {
    description:
      'Households that nothing entitles any more from some day on: the last day of what does lies between today and before a day. What does is an assessment, or the band told at its registration. Whom to assess again before a renewal is refused.',
  })
  eligibilityExpiring(
    @Args(() => EligibilityExpiringArgs) { before, ...page }: EligibilityExpiringArgs,
    @Ctx() context: ServiceContext,
  ) {
    return readPage<Household>(context, page, EXPIRING, [today(context.clock), before]);
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
  async isEligibilityExpired(@Root() household: Household, @Ctx() context: ServiceContext): Promise<boolean> {
    const assessments = await eligibilitiesByHousehold(context).load(household.id);
    const told = toldAtRegistration(household, assessments);
    return whyExpired(told ? [told, ...assessments] : assessments, today(context.clock)) !== null;
  }
}
