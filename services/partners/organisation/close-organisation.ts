import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Refusal, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { ON } from '../../../packages/platform/verb/verb-input.ts';
import { Agreement } from '../agreement/agreement.entity.ts';
import { existingOrganisation } from '../existing-organisation.ts';
import { Organisation } from './organisation.entity.ts';

@InputType({ description: 'What `closeOrganisation` is told.' })
class CloseOrganisationInput {
  @Field(() => ID, { description: 'Which organisation.' })
  organisationId!: string;

  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;
}

@ObjectType({ description: 'What came of `closeOrganisation`.' })
class CloseOrganisationPayload {
  @Field(() => Organisation, { nullable: true, description: 'As it now stands; null when it was refused.' })
  organisation?: Organisation;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class CloseOrganisation {
  @Mutation(() => CloseOrganisationPayload, {
    description:
      'Records that an organisation exists no more: nothing new happens with it, and what was stays. Refused with NOT_FOUND, ALREADY_CLOSED, AGREEMENT_RUNS_ON, IN_THE_FUTURE.',
  })
  closeOrganisation(
    @Arg('input', () => CloseOrganisationInput, { description: 'What to do.' }) input: CloseOrganisationInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'closeOrganisation', input, async ({ em, today, happened }) => {
      const on = businessDay(input.on, today);
      const { id } = await existingOrganisation(em, input.organisationId, 'organisationId');
      const organisation = await findLocked(em, Organisation, id, 'organisationId');
      if (organisation.closedOn) throw alreadyClosed(organisation.closedOn);
      const open = { organisationId: id, terminatedOn: null, endsOn: { $gt: on } };
      const running = await em.findOne(Agreement, open);
      if (running) throw runsOn(running);
      organisation.closedOn = on;
      await happened({ noun: 'Organisation', id, verb: 'closeOrganisation', on });
      return { organisation };
    });
  }
}

const alreadyClosed = (closedOn: string): Refusal =>
  new Refusal('ALREADY_CLOSED', 'organisationId', {
    en: `It closed on ${closedOn}; nothing is left to do.`,
    fr: `Il a fermé le ${closedOn} ; il ne reste rien à faire.`,
  });

const runsOn = ({ id, title, endsOn }: Agreement): Refusal =>
  new Refusal('AGREEMENT_RUNS_ON', 'organisationId', {
    en: `"${title}" (${id}) runs until ${endsOn}; end it with terminateAgreement first.`,
    fr: `« ${title} » (${id}) court jusqu'au ${endsOn} ; mettez-y d'abord fin avec terminateAgreement.`,
  });
