import { IsInt, IsOptional, Length, Min } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { presentPerson } from '../duplicate/present.ts';
import { Person } from './person.entity.ts';
import { whyNotBornIn } from './person.rules.ts';

@InputType({ description: 'What was written down wrongly; what is not given stays.' })
export class CorrectPersonInput extends VerbInput {
  @Field(() => ID, { description: 'The person.' })
  personId!: string;

  @Field(() => String, { nullable: true, description: 'First name, 1 to 80 characters.' })
  @IsOptional()
  @Length(1, 80)
  givenName?: string | null;

  @Field(() => String, { nullable: true, description: 'Last name, 1 to 80 characters.' })
  @IsOptional()
  @Length(1, 80)
  familyName?: string | null;

  @Field(() => Int, { nullable: true, description: 'Year of birth, from 1900 on; never the day.' })
  @IsOptional()
  @IsInt()
  @Min(1900)
  birthYear?: number | null;
}

@ObjectType({ description: 'The corrected person, or why they were not corrected.' })
export class CorrectPersonPayload {
  @Field(() => Person, { nullable: true, description: 'The person as they are now.' })
  person?: Person;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class CorrectPerson {
  @Mutation(() => CorrectPersonPayload, {
    description:
      'Puts a name or a year of birth right. Refused with NOT_FOUND, MERGED, ERASED, BORN_IN_THE_FUTURE, IN_THE_FUTURE, INVALID_INPUT.',
  })
  correctPerson(
    @Arg('input', () => CorrectPersonInput, { description: 'The person, and what is right.' })
    input: CorrectPersonInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'correctPerson', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      refuse(whyNotBornIn(input.birthYear, today, 'birthYear'));
      const person = await presentPerson(em, input.personId, 'personId');
      const { givenName, familyName, birthYear } = person;
      Object.assign(person, {
        givenName: input.givenName ?? givenName,
        familyName: input.familyName ?? familyName,
        birthYear: input.birthYear ?? birthYear,
      });
      // Which fields, and never what they said.
      const corrected = FIELDS.filter((field) => input[field] != null);
      await happened({ noun: 'Person', id: person.id, verb: 'correctPerson', on, details: { corrected } });
      return { person };
    });
  }
}

const FIELDS = ['givenName', 'familyName', 'birthYear'] as const;
