import { LockMode } from '@mikro-orm/postgresql';
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { keptIdOf } from '../../../packages/platform/merge/kept-organisation.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { ContactInput } from '../household/contact.input.ts';
import { whyNotReminded } from '../household/household.rules.ts';
import { contactByOrganisation } from './contact.loaders.ts';
import { OrganisationContact } from './organisation-contact.entity.ts';
import { OrganisationStub } from './organisation.reference.ts';

@InputType({ description: 'How an organisation that borrows is reached, and whether it agrees to be reminded so.' })
export class RecordOrganisationContactInput extends ContactInput {
  @Field(() => ID, { description: 'The organisation.' })
  @ForeignId('organisation', { ever: true })
  organisationId!: string;
}

@ObjectType({ description: 'The organisation with its address, or why nothing was kept.' })
export class RecordOrganisationContactPayload {
  @Field(() => OrganisationStub, { nullable: true, description: 'The organisation.' })
  organisation?: OrganisationStub;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver(() => OrganisationStub)
export class RecordOrganisationContact {
  @FieldResolver(() => OrganisationContact, {
    nullable: true,
    description: 'Where it is written to about its loans; null when it gave no address.',
  })
  loanContact(@Root() { id }: OrganisationStub, @Ctx() context: ServiceContext) {
    return contactByOrganisation(context).load(id);
  }

  @Mutation(() => RecordOrganisationContactPayload, {
    description: `Keeps the address of an organisation that borrows, and whether it agrees to reminders there. Refused with ADDRESS_MISSING, HUB_HAS_NO_OPERATIONS, IN_THE_FUTURE, INVALID_INPUT, ${refusedFor('organisation')}.`,
  })
  recordOrganisationContact(
    @Arg('input', () => RecordOrganisationContactInput, {
      description: 'The organisation, its address and its consent.',
    })
    input: RecordOrganisationContactInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'recordOrganisationContact', input, async ({ em, happened, today }) => {
      const { email = null, remindByEmail } = input;
      operatingSeat(context);
      const on = businessDay(input.on, today);
      refuse(whyNotReminded(email, remindByEmail));
      const organisationId = await keptIdOf(em, input.organisationId);
      await takeTurns(em, 'organisation_contact', organisationId);
      const known = await em.findOne(OrganisationContact, { organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const remindedByEmailSince = remindByEmail ? on : null;
      if (known && email) Object.assign(known, { email, remindedByEmailSince });
      else if (known) em.remove(known);
      else if (email) em.create(OrganisationContact, { organisationId, email, remindedByEmailSince });
      const details = { hasAddress: email !== null, remindByEmail };
      await happened({ noun: 'Organisation', id: organisationId, verb: 'recordOrganisationContact', on, details });
      return { organisation: { id: organisationId } };
    });
  }
}
