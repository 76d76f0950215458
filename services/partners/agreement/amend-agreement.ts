import { ArrayMaxSize, IsNumber, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver, type ClassType } from 'type-graphql';
import { toCents } from '../../../packages/platform/schema/money.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { IDEMPOTENCY_KEY, ON } from '../../../packages/platform/verb/verb-input.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { refuseEndBeforeStart } from '../days.ts';
import { nothingChanges } from '../nothing-changes.ts';
import { Agreement } from './agreement.entity.ts';
import { receivedOf, whyNotAmount, whyNotPlanned } from './agreement.rules.ts';
import { whyBelowWhatCame, whyNotAmendable } from './amendment.rules.ts';
import { Instalment } from './instalment.entity.ts';
import { CENTS, MOST_EUROS, MOST_INSTALMENTS, PlannedInstalmentInput } from './planned-instalment.input.ts';
import { readTargets } from './read-targets.ts';
import { Target } from './target.entity.ts';
import { MOST_TARGETS, TargetInput } from './target.input.ts';
import type { AimedAt } from './target.rules.ts';
import { aimAt, keepTerms, plan, type Planned } from './write-terms.ts';

@InputType({ description: 'What `amendAgreement` is told. What is left out stays as it is.' })
class AmendAgreementInput {
  @Field(() => ID, { description: 'Which agreement.' })
  agreementId!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Its new last day; not before the amendment.' })
  endsOn?: string | null;

  @Field(() => Float, { nullable: true, description: 'The new amount in all: EUR, to the cent.' })
  @IsOptional()
  @IsNumber(CENTS)
  @Min(0)
  @Max(MOST_EUROS)
  amount?: number | null;

  @Field(() => [PlannedInstalmentInput], {
    nullable: true,
    description:
      'The instalments still to come, in place of those that have not: with what came they make up the amount.',
  })
  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMaxSize(MOST_INSTALMENTS)
  instalments?: PlannedInstalmentInput[] | null;

  @Field(() => [TargetInput], { nullable: true, description: 'All its targets, in place of those it had.' })
  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMaxSize(MOST_TARGETS)
  targets?: TargetInput[] | null;

  @Field(() => String, { description: 'Why, in 3 to 200 signs; never about a person.' })
  @Length(3, 200)
  @OfSeveralLines()
  reason!: string;

  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@ObjectType({ description: 'What came of `amendAgreement`.' })
class AmendAgreementPayload {
  @Field(() => Agreement, { nullable: true, description: 'As it now stands; null when it was refused.' })
  agreement?: Agreement;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

/** `amendAgreement`, whose targets name figures of a catalogue. */
export function createAmendAgreement(indicators: ReadonlySet<string>): ClassType {
  @Resolver()
  class AmendAgreement {
    @Mutation(() => AmendAgreementPayload, {
      description:
        'Changes the terms of a signed agreement (avenant); earlier terms stay readable. Refused with NOT_FOUND, NOT_SIGNED, TERMINATED, SETTLED, REPORTED, BEFORE_SIGNATURE, BEFORE_LAST_AMENDMENT, AFTER_ITS_END, NOTHING_CHANGES, ENDS_BEFORE_START, AMOUNT_MISSING, AMOUNT_UNEXPECTED, BELOW_WHAT_CAME, INSTALMENTS_DO_NOT_ADD_UP, UNKNOWN_INDICATOR, UNKNOWN_TERRITORY, TARGET_OUTSIDE_THE_AGREEMENT, TARGET_TWICE, NO_PROGRAMME, IN_THE_FUTURE, INVALID_INPUT.',
    })
    amendAgreement(
      @Arg('input', () => AmendAgreementInput, { description: 'What to do.' }) input: AmendAgreementInput,
      @Ctx() context: ServiceContext,
    ) {
      return act(context, 'amendAgreement', input, (acting) => amend(input, acting, indicators));
    }
  }
  return AmendAgreement;
}

async function amend(input: AmendAgreementInput, acting: Acting, indicators: ReadonlySet<string>) {
  const { em, happened } = acting;
  const on = businessDay(input.on, acting.today);
  const agreement = await findLocked(em, Agreement, input.agreementId, 'agreementId');
  const { id, programmeId, startsOn } = agreement;
  refuse(whyNotAmendable(agreement, await lastAmendedOn(acting, agreement), on));
  const endsOn = input.endsOn ?? agreement.endsOn;
  const amountCents = input.amount == null ? agreement.amountCents : toCents(input.amount);
  const isSame = endsOn === agreement.endsOn && amountCents === agreement.amountCents;
  if (isSame && !input.instalments && !input.targets) throw nothingChanges(null);
  refuseEndBeforeStart(on > startsOn ? on : startsOn, endsOn, 'endsOn');
  refuse(whyNotAmount(agreement.kind, amountCents));
  const targets = await amendTargets(input, acting, { id, programmeId, startsOn, endsOn }, indicators);
  const instalments = await amendPlan(input, acting, agreement, amountCents);
  Object.assign(agreement, { endsOn, amountCents, version: agreement.version + 1 });
  await em.flush();
  await keepTerms(em, agreement, { agreedOn: on, instalments, targets, reason: input.reason });
  const details = { version: agreement.version, endsOn, amountCents, reason: input.reason };
  await happened({ noun: 'Agreement', id, verb: 'amendAgreement', on, details });
  return { agreement };
}

async function lastAmendedOn({ em }: Acting, { id, version }: Agreement): Promise<string | null> {
  if (version === 1) return null;
  const sql = 'select agreed_on::text as on from agreement_terms where agreement_id = ? and version = ?';
  const [terms] = await em.execute<{ on: string }[]>(sql, [id, version]);
  return terms!.on;
}

/** Replaces the targets when new ones are given; those kept must still lie within the agreement. */
async function amendTargets(
  { targets }: AmendAgreementInput,
  acting: Acting,
  terms: Pick<Agreement, 'id' | 'programmeId' | 'startsOn' | 'endsOn'>,
  indicators: ReadonlySet<string>,
): Promise<AimedAt[]> {
  const { em } = acting;
  const known = await em.find(Target, { agreementId: terms.id });
  if (!targets) return readTargets(known, terms, new Set([...indicators, ...known.map(({ indicator }) => indicator)]));
  const read = readTargets(targets, terms, indicators);
  await em.nativeDelete(Target, { agreementId: terms.id });
  aimAt(acting, terms.id, read);
  return read;
}

/** Replaces what is still to come when it is planned anew, and gives the whole plan with what came. */
async function amendPlan(
  { instalments, amount }: AmendAgreementInput,
  acting: Acting,
  { id, version }: Agreement,
  amountCents: number,
): Promise<Planned[]> {
  const { em } = acting;
  const all = await em.find(Instalment, { agreementId: id }, { orderBy: { number: 'asc' } });
  const known = all.filter(({ withdrawnIn }) => withdrawnIn === null);
  const received = receivedOf(known);
  refuse(whyBelowWhatCame(amountCents, received));
  if (!instalments && amount == null)
    return known.map(({ dueOn, amountCents: cents }) => ({ dueOn, amountCents: cents }));
  const planned = (instalments ?? []).map((one) => ({ dueOn: one.dueOn, amountCents: toCents(one.amount) }));
  const toCome = planned.map((one) => one.amountCents);
  refuse(whyNotPlanned(amountCents - received, toCome));
  for (const one of known) if (!one.receivedOn) one.withdrawnIn = version + 1;
  plan(acting, id, planned, all.at(-1)?.number);
  const came = known.filter(({ receivedOn }) => receivedOn);
  return [...came.map(({ dueOn, receivedCents }) => ({ dueOn, amountCents: receivedCents! })), ...planned];
}
