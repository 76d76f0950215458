import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { ON } from '../../../packages/platform/verb/verb-input.ts';
import { knownTerritory } from '../known-territory.ts';
import { AssociationCoverage } from './association-coverage.entity.ts';
import { Association } from './association.entity.ts';
import { whyNoMember, whyNotSince } from './association.rules.ts';

@InputType({ description: 'What `changeCoverage` is told.' })
class ChangeCoverageInput {
  @Field(() => ID, { description: 'Which association.' })
  associationId!: string;

  @Field(() => [ID], { description: 'Codes of all territories it works in, of any level: 1 to 100.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @ArrayUnique()
  covers!: string[];

  @Field(() => GraphQLLocalDate, { ...ON, description: 'Since which day; today unless given, never later.' })
  on?: string | null;
}

@ObjectType({ description: 'What came of `changeCoverage`.' })
class ChangeCoveragePayload {
  @Field(() => Association, { nullable: true, description: 'As it now stands; null when it was refused.' })
  association?: Association;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class ChangeCoverage {
  @Mutation(() => ChangeCoveragePayload, {
    description:
      'Changes the territories a member works in, from a day on: earlier periods expect it where it worked then. Refused with NOT_FOUND, LEFT_THE_NETWORK, BEFORE_LAST_CHANGE, UNKNOWN_TERRITORY, IN_THE_FUTURE, INVALID_INPUT.',
  })
  changeCoverage(
    @Arg('input', () => ChangeCoverageInput, { description: 'What to do.' }) input: ChangeCoverageInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'changeCoverage', input, async ({ em, newId, today, happened }) => {
      const since = businessDay(input.on, today);
      const association = await findLocked(em, Association, input.associationId, 'associationId');
      const { id: associationId } = association;
      refuse(whyNoMember(association, today));
      const known = await em.find(AssociationCoverage, { associationId }, { orderBy: { since: 'desc' }, limit: 1 });
      refuse(whyNotSince(since, known[0]!.since));
      const covers = input.covers.map((code, index) => knownTerritory(code, `covers.${index}`));
      em.create(AssociationCoverage, { id: newId('coverage'), associationId, since, covers });
      const details = { covers };
      await happened({ noun: 'Association', id: associationId, verb: 'changeCoverage', on: since, details });
      return { association };
    });
  }
}
