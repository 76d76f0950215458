import { ArrayMaxSize, IsNumber, Length, Max, Min, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver, type ClassType } from 'type-graphql';
import { toCents } from '../../../packages/platform/schema/money.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { refuseEndBeforeStart } from '../days.ts';
import { existing } from '../existing.ts';
import { openOrganisation } from '../existing-organisation.ts';
import { Programme } from '../programme/programme.entity.ts';
import { whyNotInProgramme } from '../programme/programme.rules.ts';
import { Agreement, AgreementKind } from './agreement.entity.ts';
import { whyNotAmount, whyNotPlanned } from './agreement.rules.ts';
import { CENTS, MOST_EUROS, MOST_INSTALMENTS, PlannedInstalmentInput } from './planned-instalment.input.ts';
import { readTargets } from './read-targets.ts';
import { MOST_TARGETS, TargetInput } from './target.input.ts';
import { aimAt, keepTerms, plan } from './write-terms.ts';

@InputType({ description: 'What `proposeAgreement` is told.' })
class ProposeAgreementInput {
  @Field(() => ID, { description: 'The other side.' })
  organisationId!: string;

  @Field(() => ID, { nullable: true, description: 'The programme it belongs to.' })
  programmeId?: string | null;

  @Field(() => String, { description: '1 to 200 signs.' })
  @Length(1, 200)
  title!: string;

  @Field(() => AgreementKind, { description: 'Of what sort it is.' })
  kind!: AgreementKind;

  @Field(() => GraphQLLocalDate, { description: 'Its first day.' })
  startsOn!: string;

  @Field(() => GraphQLLocalDate, { description: 'Its last day.' })
  endsOn!: string;

  @Field(() => Float, { defaultValue: 0, description: 'EUR, to the cent; 0 for a partnership.' })
  @IsNumber(CENTS)
  @Min(0)
  @Max(MOST_EUROS)
  amount!: number;

  @Field(() => [PlannedInstalmentInput], {
    defaultValue: [],
    description: 'They must add up to the amount; 60 at most.',
  })
  @ValidateNested({ each: true })
  @ArrayMaxSize(MOST_INSTALMENTS)
  instalments!: PlannedInstalmentInput[];

  @Field(() => [TargetInput], { defaultValue: [], description: 'Figures it aims at; 40 at most.' })
  @ValidateNested({ each: true })
  @ArrayMaxSize(MOST_TARGETS)
  targets!: TargetInput[];

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was proposed; today by default.' })
  on?: string | null;

  @Field(() => String, { description: 'Chosen by the caller; makes a repetition harmless.' })
  @Length(8, 200)
  idempotencyKey!: string;
}

@ObjectType({ description: 'What came of `proposeAgreement`.' })
class ProposeAgreementPayload {
  @Field(() => Agreement, { nullable: true, description: 'As it now stands; null when it was refused.' })
  agreement?: Agreement;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

/** `proposeAgreement`, whose targets name figures of a catalogue. */
export function createProposeAgreement(indicators: ReadonlySet<string>): ClassType {
  @Resolver()
  class ProposeAgreement {
    @Mutation(() => ProposeAgreementPayload, {
      description:
        'Puts an agreement, its instalments and its targets on paper. Refused with NOT_FOUND, ORGANISATION_CLOSED, PROGRAMME_NOT_BEGUN, PROGRAMME_ENDED, ENDS_BEFORE_START, AMOUNT_MISSING, AMOUNT_UNEXPECTED, INSTALMENTS_DO_NOT_ADD_UP, UNKNOWN_INDICATOR, UNKNOWN_TERRITORY, TARGET_OUTSIDE_THE_AGREEMENT, TARGET_TWICE, NO_PROGRAMME, IN_THE_FUTURE, INVALID_INPUT.',
    })
    proposeAgreement(
      @Arg('input', () => ProposeAgreementInput, { description: 'What to do.' }) input: ProposeAgreementInput,
      @Ctx() context: ServiceContext,
    ) {
      return act(context, 'proposeAgreement', input, (acting) => propose(input, acting, indicators));
    }
  }
  return ProposeAgreement;
}

async function propose(input: ProposeAgreementInput, acting: Acting, indicators: ReadonlySet<string>) {
  const { em, newId, happened } = acting;
  const { programmeId = null, title, kind, startsOn, endsOn } = input;
  const on = businessDay(input.on, acting.today);
  const amountCents = toCents(input.amount);
  const planned = input.instalments.map(({ dueOn, amount }) => ({ dueOn, amountCents: toCents(amount) }));
  refuseEndBeforeStart(startsOn, endsOn, 'endsOn');
  const sums = planned.map((instalment) => instalment.amountCents);
  refuse(whyNotAmount(kind, amountCents) ?? whyNotPlanned(amountCents, sums));
  const targets = readTargets(input.targets, { startsOn, endsOn, programmeId }, indicators);
  const { id: organisationId } = await openOrganisation(em, input.organisationId, startsOn, 'organisationId');
  if (programmeId) {
    refuse(whyNotInProgramme(await existing(em, Programme, programmeId, 'programmeId'), startsOn, endsOn));
  }
  const terms = { organisationId, programmeId, title, kind, startsOn, endsOn, amountCents };
  const agreement = em.create(Agreement, { id: newId('agreement'), ...terms, ...NOTHING_YET, proposedOn: on });
  await em.flush();
  plan(acting, agreement.id, planned);
  aimAt(acting, agreement.id, targets);
  await keepTerms(em, agreement, { agreedOn: on, instalments: planned, targets, reason: null });
  const details = { organisationId, programmeId, kind, amountCents, targets: targets.length };
  await happened({ noun: 'Agreement', id: agreement.id, verb: 'proposeAgreement', on, details });
  return { agreement };
}

/** An agreement that is only proposed. */
const NOTHING_YET = {
  version: 1,
  signedOn: null,
  terminatedOn: null,
  terminationReason: null,
  reportedOn: null,
  settledOn: null,
  waivedCents: null,
  paidBackCents: null,
};
