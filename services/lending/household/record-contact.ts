import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { presentHousehold } from '../duplicate/present.ts';
import { ContactInput } from './contact.input.ts';
import { Household } from './household.entity.ts';
import { whyNotReminded } from './household.rules.ts';

@InputType({ description: 'How a household is reached, and whether it agrees to be reminded so.' })
export class RecordContactInput extends ContactInput {
  @Field(() => ID, { description: 'The household.' })
  householdId!: string;
}

@ObjectType({ description: 'The household with its address, or why nothing was kept.' })
export class RecordContactPayload {
  @Field(() => Household, { nullable: true, description: 'The household as it is now.' })
  household?: Household;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class RecordContact {
  @Mutation(() => RecordContactPayload, {
    description:
      'Keeps the address of a household, and whether it agrees to reminders there (GDPR, article 6(1)(a)). Refused with NOT_FOUND, MERGED, ERASED, ADDRESS_MISSING, IN_THE_FUTURE, INVALID_INPUT.',
  })
  recordContact(
    @Arg('input', () => RecordContactInput, { description: 'The household, its address and its consent.' })
    input: RecordContactInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'recordContact', input, async ({ em, happened, today }) => {
      const { email = null, remindByEmail } = input;
      const on = businessDay(input.on, today);
      refuse(whyNotReminded(email, remindByEmail));
      const household = await presentHousehold(em, input.householdId, 'householdId');
      Object.assign(household, { email, remindedByEmailSince: remindByEmail ? on : null });
      const details = { hasAddress: email !== null, remindByEmail };
      await happened({ noun: 'Household', id: household.id, verb: 'recordContact', on, details });
      return { household };
    });
  }
}
