import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { presentHousehold } from '../duplicate/present.ts';
import { forgetNow } from '../forgetting/elsewhere.ts';
import { eraseWhole, openLoansOf } from './erasure.ts';
import { Household } from './household.entity.ts';
import { whyNotErasable } from './household.rules.ts';

@InputType({ description: 'A household that asks to be forgotten.' })
export class EraseHouseholdInput extends VerbInput {
  @Field(() => ID, { description: 'The household.' })
  householdId!: string;
}

@ObjectType({ description: 'What remains of the household, or why it was not erased.' })
export class EraseHouseholdPayload {
  @Field(() => Household, { nullable: true, description: 'What remains: an id, a commune and the days of its loans.' })
  household?: Household;

  @Field(() => [UserError], { description: 'Why nothing was erased; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class EraseHousehold {
  @Mutation(() => EraseHouseholdPayload, {
    description:
      'Erases the names, means and address of a household whose loans are over (GDPR, article 17), and what training and inventory keep of it, at once or as soon as they answer (`erasurePendingIn`). Its loans stay without a name: no figure moves. It cannot be undone. Refused with NOT_FOUND, MERGED, ERASED, LOANS_OPEN, IN_THE_FUTURE, INVALID_INPUT.',
  })
  async eraseHousehold(
    @Arg('input', () => EraseHouseholdInput, { description: 'The household, and when it asked.' })
    input: EraseHouseholdInput,
    @Ctx() context: ServiceContext,
  ) {
    const erased = await act(context, 'eraseHousehold', input, async ({ em, newId, happened, today }) => {
      const on = businessDay(input.on, today);
      const household = await presentHousehold(em, input.householdId, 'householdId');
      refuse(whyNotErasable(await openLoansOf(em, household.id, on), 'householdId'));
      await happened(...(await eraseWhole({ em, newId, on }, household, 'eraseHousehold')));
      return { household };
    });
    if (erased.household) await forgetNow(context, [erased.household.id]);
    return erased;
  }
}
