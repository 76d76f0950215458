import { ArrayMaxSize, IsInt, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { knownCommune } from '../../../packages/platform/verb/known-commune.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { IDEMPOTENCY_KEY, ON } from '../../../packages/platform/verb/verb-input.ts';
import { PersonInput } from '../person/person.input.ts';
import { Person } from '../person/person.entity.ts';
import { whyNotBornIn } from '../person/person.rules.ts';
import { Household, QuotientBand } from './household.entity.ts';
import { whyNotQuotientBand } from './household.rules.ts';

@InputType({ description: 'A household that may borrow.' })
export class RegisterHouseholdInput {
  @Field(() => ID, { description: 'The commune where it lives: `COM-56121`.' })
  commune!: string;

  @Field(() => Int, { nullable: true, description: 'How many people live in it, 1 to 30.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(30)
  size?: number | null;

  @Field(() => QuotientBand, { nullable: true, description: 'Its means, as a band.' })
  quotientBand?: QuotientBand | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The last day on which the band holds.' })
  quotientBandUntil?: string | null;

  @Field(() => [PersonInput], { defaultValue: [], description: 'The people in it who are known, at most 30.' })
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  people!: PersonInput[];

  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, { nullable: true, ...IDEMPOTENCY_KEY })
  @IsOptional()
  @Length(8, 200)
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'The household, or why it was not registered.' })
export class RegisterHouseholdPayload {
  @Field(() => Household, { nullable: true, description: 'The household as registered.' })
  household?: Household;

  @Field(() => [UserError], { description: 'Why nothing was registered; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class RegisterHousehold {
  @Mutation(() => RegisterHouseholdPayload, {
    description:
      'Registers a household and its people. Refused with UNKNOWN_COMMUNE, BAND_MISSING, BORN_IN_THE_FUTURE, HUB_HAS_NO_OPERATIONS, IN_THE_FUTURE, INVALID_INPUT.',
  })
  registerHousehold(
    @Arg('input', () => RegisterHouseholdInput, { description: 'The household.' }) input: RegisterHouseholdInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'registerHousehold', input, async (acting) => {
      const { size = null, quotientBand = null, quotientBandUntil = null } = input;
      operatingSeat(context);
      const registeredOn = businessDay(input.on, acting.today);
      const commune = knownCommune(input.commune, 'commune');
      refuse(whyNotQuotientBand(quotientBand, quotientBandUntil));
      const id = acting.newId('household');
      const household = acting.em.create(Household, {
        id,
        commune,
        size,
        quotientBand,
        quotientBandUntil,
        registeredOn,
        ...NOT_YET,
      });
      // People refer to their household, and nothing tells the ORM so.
      await acting.em.flush();
      const people = addPeople(acting, id, input.people);
      const registered = { verb: 'registerHousehold', on: registeredOn };
      await acting.happened(
        { noun: 'Household', id, ...registered, details: { people: people.length } },
        ...people.map((person) => ({ noun: 'Person', id: person.id, ...registered })),
      );
      return { household };
    });
  }
}

/** What only later verbs know. */
const NOT_YET = { email: null, remindedByEmailSince: null, erasedOn: null };

function addPeople({ em, newId, today }: Acting, householdId: string, people: PersonInput[]): Person[] {
  return people.map(({ givenName, familyName, birthYear = null }, index) => {
    refuse(whyNotBornIn(birthYear, today, `people.${index}.birthYear`));
    return em.create(Person, { id: newId('person'), givenName, familyName, birthYear, householdId, erasedOn: null });
  });
}
