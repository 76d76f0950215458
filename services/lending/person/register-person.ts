import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { IDEMPOTENCY_KEY, ON } from '../../../packages/platform/verb/verb-input.ts';
import { presentHousehold } from '../duplicate/present.ts';
import { PersonInput } from './person.input.ts';
import { Person } from './person.entity.ts';
import { whyNotBornIn } from './person.rules.ts';

@InputType({ description: 'Somebody to know.' })
export class RegisterPersonInput extends PersonInput {
  @Field(() => ID, { nullable: true, description: 'The household they live in; none for training alone.' })
  householdId?: string | null;

  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, { nullable: true, ...IDEMPOTENCY_KEY })
  @IsOptional()
  @Length(8, 200)
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'The person, or why they were not registered.' })
export class RegisterPersonPayload {
  @Field(() => Person, { nullable: true, description: 'The person as registered.' })
  person?: Person;

  @Field(() => [UserError], { description: 'Why nothing was registered; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class RegisterPerson {
  @Mutation(() => RegisterPersonPayload, {
    description:
      'Registers somebody. Refused with NOT_FOUND, MERGED, ERASED, BORN_IN_THE_FUTURE, HUB_HAS_NO_OPERATIONS, IN_THE_FUTURE, INVALID_INPUT.',
  })
  registerPerson(
    @Arg('input', () => RegisterPersonInput, { description: 'The person.' }) input: RegisterPersonInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'registerPerson', input, async ({ em, newId, happened, today }) => {
      const { givenName, familyName, birthYear = null, householdId = null } = input;
      operatingSeat(context);
      const on = businessDay(input.on, today);
      refuse(whyNotBornIn(birthYear, today, 'birthYear'));
      if (householdId) await presentHousehold(em, householdId, 'householdId');
      const facts = { givenName, familyName, birthYear, householdId, erasedOn: null };
      const person = em.create(Person, { id: newId('person'), ...facts });
      await happened({ noun: 'Person', id: person.id, verb: 'registerPerson', on });
      return { person };
    });
  }
}
