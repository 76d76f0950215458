import { IsOptional } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { presentHousehold } from '../duplicate/present.ts';
import { Household, QuotientBand } from '../household/household.entity.ts';
import { Eligibility, EligibilityGround } from './eligibility.entity.ts';
import { lastDayOf, whyNotExpiring, whyNotGround } from './eligibility.rules.ts';

@InputType({ description: 'What was seen of the means of a household, as a band or a ground.' })
export class AssessEligibilityInput extends VerbInput {
  @Field(() => ID, { description: 'The household.' })
  householdId!: string;

  @Field(() => EligibilityGround, { description: 'What entitles it.' })
  ground!: EligibilityGround;

  @Field(() => QuotientBand, { nullable: true, description: 'The band; with the family quotient only.' })
  band?: QuotientBand | null;

  @Field(() => ID, { nullable: true, description: 'The organisation that vouches; with the ground PRESCRIBER only.' })
  @IsOptional()
  @ForeignId('organisation')
  prescriberId?: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The last day on which it holds; one year unless given.',
  })
  expiresOn?: string | null;
}

@ObjectType({ description: 'What entitles the household, or why it was not kept.' })
export class AssessEligibilityPayload {
  @Field(() => Eligibility, { nullable: true, description: 'The assessment.' })
  eligibility?: Eligibility;

  @Field(() => Household, { nullable: true, description: 'The household as it is now.' })
  household?: Household;

  @Field(() => [UserError], { description: 'Why nothing was kept; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class AssessEligibility {
  @Mutation(() => AssessEligibilityPayload, {
    description: `Keeps what entitles a household to a loan, and until when. Refused with MERGED, ERASED, BAND_OF_QUOTIENT, PRESCRIBER_OF_PRESCRIPTION, EXPIRES_BEFORE, IN_THE_FUTURE, INVALID_INPUT, ${refusedFor('organisation')}.`,
  })
  assessEligibility(
    @Arg('input', () => AssessEligibilityInput, { description: 'The household, and what was seen.' })
    input: AssessEligibilityInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'assessEligibility', input, async ({ em, newId, happened, today }) => {
      const { ground, band = null, prescriberId = null } = input;
      const assessedOn = businessDay(input.on, today);
      const expiresOn = input.expiresOn ?? lastDayOf(assessedOn);
      refuse(whyNotGround({ ground, band, prescriberId }) ?? whyNotExpiring(expiresOn, assessedOn));
      const household = await presentHousehold(em, input.householdId, 'householdId');
      const facts = { ground, band, prescriberId, assessedOn, expiresOn };
      const eligibility = em.create(Eligibility, { id: newId('eligibility'), householdId: household.id, ...facts });
      const isLatest = expiresOn >= (household.quotientBandUntil ?? '');
      if (band && isLatest) Object.assign(household, { quotientBand: band, quotientBandUntil: expiresOn });
      // The band and its ground are personal data; that something was seen is not.
      const details = { expiresOn };
      await happened({ noun: 'Household', id: household.id, verb: 'assessEligibility', on: assessedOn, details });
      return { eligibility, household };
    });
  }
}
