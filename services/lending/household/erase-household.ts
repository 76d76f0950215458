import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../kit/refusal.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { VerbInput } from '../../kit/verb/verb-input.ts';
import { presentHousehold } from '../duplicate/present.ts';
import { Person } from '../person/person.entity.ts';
import { erasePeople, eraseTraces, forgetOrigins, idsAround, openLoansOf } from './erasure.ts';
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
      'Erases the names, means and address of a household whose loans are over (GDPR, article 17). Its loans stay without a name: no figure moves. It cannot be undone. Refused with NOT_FOUND, MERGED, ERASED, LOANS_OPEN, IN_THE_FUTURE, INVALID_INPUT.',
  })
  eraseHousehold(
    @Arg('input', () => EraseHouseholdInput, { description: 'The household, and when it asked.' })
    input: EraseHouseholdInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'eraseHousehold', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const household = await presentHousehold(em, input.householdId, 'householdId');
      const { id } = household;
      refuse(whyNotErasable(await openLoansOf(em, id, on), 'householdId'));
      const people = (await em.find(Person, { householdId: id }, { fields: ['id'] })).map((person) => person.id);
      await erasePeople(em, people, on);
      await eraseTraces(em, id);
      await forgetOrigins(em, await idsAround(em, id));
      Object.assign(household, { ...FORGOTTEN, erasedOn: on });
      const erased = { verb: 'eraseHousehold', on };
      await happened(
        { noun: 'Household', id, ...erased, details: { people: people.length } },
        ...people.map((personId) => ({ noun: 'Person', id: personId, ...erased })),
      );
      return { household };
    });
  }
}

const FORGOTTEN = { size: null, quotientBand: null, quotientBandUntil: null, email: null, remindedByEmailSince: null };
