import { ArrayMaxSize, IsNumber, IsPositive, Length, Max, Min, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { toCents } from '../../kit/money.ts';
import { UserError } from '../../kit/refusal.ts';
import { GraphQLLocalDate } from '../../kit/scalars.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { refuseEndBeforeStart } from '../days.ts';
import { existing } from '../existing.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Programme } from '../programme/programme.entity.ts';
import { Agreement, AgreementKind } from './agreement.entity.ts';
import { whyNotAmount, whyNotPlanned } from './agreement.rules.ts';
import { Instalment } from './instalment.entity.ts';

const CENTS = { maxDecimalPlaces: 2 };
const MOST_EUROS = 20_000_000;

@InputType({ description: 'A part of the money, as it is planned.' })
class PlannedInstalmentInput {
  @Field(() => GraphQLLocalDate, { description: 'The day the money is planned for.' })
  dueOn!: string;

  @Field(() => Float, { description: 'EUR, to the cent.' })
  @IsNumber(CENTS)
  @IsPositive()
  @Max(MOST_EUROS)
  amount!: number;
}

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
  @ArrayMaxSize(60)
  instalments!: PlannedInstalmentInput[];

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

@Resolver()
export class ProposeAgreement {
  @Mutation(() => ProposeAgreementPayload, {
    description:
      'Puts an agreement and its instalments on paper. Refused with NOT_FOUND, ENDS_BEFORE_START, AMOUNT_MISSING, AMOUNT_UNEXPECTED, INSTALMENTS_DO_NOT_ADD_UP, IN_THE_FUTURE, AFTER_ITS_END, INVALID_INPUT.',
  })
  proposeAgreement(
    @Arg('input', () => ProposeAgreementInput, { description: 'What to do.' }) input: ProposeAgreementInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'proposeAgreement', input, async ({ em, newId, today, happened }) => {
      const { organisationId, programmeId = null, title, kind, startsOn, endsOn } = input;
      const on = businessDay(input.on, today);
      const amountCents = toCents(input.amount);
      const planned = input.instalments.map(({ dueOn, amount }) => ({ dueOn, amountCents: toCents(amount) }));
      refuseEndBeforeStart(startsOn, endsOn, 'endsOn');
      const refusal =
        whyNotAmount(kind, amountCents) ??
        whyNotPlanned(
          amountCents,
          planned.map((instalment) => instalment.amountCents),
        );
      if (refusal) throw refusal;
      await existing(em, Organisation, organisationId, 'organisationId');
      if (programmeId) await existing(em, Programme, programmeId, 'programmeId');
      const agreement = em.create(Agreement, {
        id: newId('agreement'),
        organisationId,
        programmeId,
        title,
        kind,
        startsOn,
        endsOn,
        amountCents,
        proposedOn: on,
        signedOn: null,
        terminatedOn: null,
        terminationReason: null,
      });
      await em.flush();
      planned
        .toSorted((one, other) => one.dueOn.localeCompare(other.dueOn))
        .forEach((instalment, index) => {
          const nothingYet = { receivedOn: null, receivedCents: null, commune: null };
          const place = { id: newId('instalment'), agreementId: agreement.id, number: index + 1 };
          em.create(Instalment, { ...place, ...instalment, ...nothingYet });
        });
      const details = { organisationId, programmeId, kind, amountCents };
      await happened({ noun: 'Agreement', id: agreement.id, verb: 'proposeAgreement', on, details });
      return { agreement };
    });
  }
}
