import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { presentPerson } from '../duplicate/present.ts';
import { forgetNow } from '../forgetting/elsewhere.ts';
import { eraseOne, openLoansOf } from '../household/erasure.ts';
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
      'Erases the name and year of birth of somebody whose household has no loan running (GDPR, article 17), and what training keeps of them, at once or as soon as it answers (`erasurePendingIn`). It cannot be undone. Refused with NOT_FOUND, MERGED, ERASED, LOANS_OPEN, IN_THE_FUTURE, INVALID_INPUT.',
  })
  async erasePerson(
    @Arg('input', () => ErasePersonInput, { description: 'The person, and when they asked.' }) input: ErasePersonInput,
    @Ctx() context: ServiceContext,
  ) {
    const erased = await act(context, 'erasePerson', input, async ({ em, newId, happened, today }) => {
      const on = businessDay(input.on, today);
      const person = await presentPerson(em, input.personId, 'personId');
      refuse(whyNotErasable(await openLoansOf(em, person.householdId, on), 'personId'));
      await happened(...(await eraseOne({ em, newId, on }, person, 'erasePerson')));
      return { person };
    });
    if (erased.person) await forgetNow(context, [erased.person.id]);
    return erased;
  }
}
