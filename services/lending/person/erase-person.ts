import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../kit/refusal.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { VerbInput } from '../../kit/verb/verb-input.ts';
import { presentPerson } from '../duplicate/present.ts';
import { erasePeople, forgetAddressOfNobody, forgetSaid, openLoansOf } from '../household/erasure.ts';
import { whyNotErasable } from '../household/household.rules.ts';
import { Person } from './person.entity.ts';

@InputType({ description: 'Somebody who asks to be forgotten.' })
export class ErasePersonInput extends VerbInput {
  @Field(() => ID, { description: 'The person.' })
  personId!: string;
}

@ObjectType({ description: 'What remains of the person, or why they were not erased.' })
export class ErasePersonPayload {
  @Field(() => Person, { nullable: true, description: 'What remains: an id without a name.' })
  person?: Person;

  @Field(() => [UserError], { description: 'Why nothing was erased; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class ErasePerson {
  @Mutation(() => ErasePersonPayload, {
    description:
      'Erases the name and year of birth of somebody whose household has no loan running (GDPR, article 17). It cannot be undone. Refused with NOT_FOUND, MERGED, ERASED, LOANS_OPEN, IN_THE_FUTURE, INVALID_INPUT.',
  })
  erasePerson(
    @Arg('input', () => ErasePersonInput, { description: 'The person, and when they asked.' }) input: ErasePersonInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'erasePerson', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const person = await presentPerson(em, input.personId, 'personId');
      refuse(whyNotErasable(await openLoansOf(em, person.householdId, on), 'personId'));
      await erasePeople(em, [person.id], on);
      await forgetSaid(em, person.id, person.householdId);
      await forgetAddressOfNobody(em, person.householdId);
      await em.refresh(person);
      await happened({ noun: 'Person', id: person.id, verb: 'erasePerson', on });
      return { person };
    });
  }
}
