import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { knownCommune } from '../../../packages/platform/verb/known-commune.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { presentHousehold } from '../duplicate/present.ts';
import { Household } from './household.entity.ts';
import { lastMoveOf, moveLoans } from './residence.ts';

@InputType({ description: 'What was written down wrongly; what is not given stays.' })
export class CorrectHouseholdInput extends VerbInput {
  @Field(() => ID, { description: 'The household.' })
  householdId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Where it really lived all the time; `moveHousehold` is for a move.',
  })
  commune?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many people really live in it, 1 to 30.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(30)
  size?: number | null;
}

@ObjectType({ description: 'The corrected household, or why it was not corrected.' })
export class CorrectHouseholdPayload {
  @Field(() => Household, { nullable: true, description: 'The household as it is now.' })
  household?: Household;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class CorrectHousehold {
  @Mutation(() => CorrectHouseholdPayload, {
    description:
      'Puts right what was written down wrongly, on its loans too: their months are counted again, and reports that are locked keep what they said. Refused with NOT_FOUND, MERGED, ERASED, UNKNOWN_COMMUNE, IN_THE_FUTURE, INVALID_INPUT.',
  })
  correctHousehold(
    @Arg('input', () => CorrectHouseholdInput, { description: 'The household, and what is right.' })
    input: CorrectHouseholdInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'correctHousehold', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const household = await presentHousehold(em, input.householdId, 'householdId');
      const before = { commune: household.commune, size: household.size };
      const commune = input.commune ? knownCommune(input.commune, 'commune') : before.commune;
      if (commune !== before.commune) await moveLoans(em, household, commune, await lastMoveOf(em, household));
      Object.assign(household, { commune, size: input.size ?? before.size });
      // Which facts, and never what they said.
      const corrected = (['commune', 'size'] as const).filter((fact) => input[fact] != null);
      await happened({ noun: 'Household', id: household.id, verb: 'correctHousehold', on, details: { corrected } });
      return { household };
    });
  }
}
