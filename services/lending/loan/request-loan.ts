import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { knownCommune } from '../../../packages/platform/verb/known-commune.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { IDEMPOTENCY_KEY, ON } from '../../../packages/platform/verb/verb-input.ts';
import { presentHousehold } from '../duplicate/present.ts';
import { communeOn } from '../household/residence.ts';
import { sanctionOf, whyNotAnotherLoan } from './borrower.ts';
import { Loan } from './loan.entity.ts';
import { whyNotBorrower, whyNotRegisteredBy } from './loan.rules.ts';
import { whyNotSanctioned } from './renewal.rules.ts';

@InputType({ description: 'Who asks for a loan: a household, or an organisation with its commune.' })
export class RequestLoanInput {
  @Field(() => ID, { nullable: true, description: 'The household that borrows.' })
  householdId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The organisation that borrows.' })
  @IsOptional()
  @ForeignId('organisation')
  organisationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The commune of the organisation; a household has its own.' })
  commune?: string | null;

  @Field(() => ID, { nullable: true, description: 'The programme it is made within, if any.' })
  @IsOptional()
  @ForeignId('programme')
  programmeId?: string | null;

  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, { nullable: true, ...IDEMPOTENCY_KEY })
  @IsOptional()
  @Length(8, 200)
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'The loan asked for, or why it cannot be.' })
export class RequestLoanPayload {
  @Field(() => Loan, { nullable: true, description: 'The loan, to be approved or refused.' })
  loan?: Loan;

  @Field(() => [UserError], { description: 'Why nothing was kept; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class RequestLoan {
  @Mutation(() => RequestLoanPayload, {
    description: `Asks for a loan. Refused with ONE_BORROWER, COMMUNE_OF_BORROWER, UNKNOWN_COMMUNE, MERGED, ERASED, BEFORE_REGISTRATION, ALREADY_HAS_A_LOAN, SANCTION, HUB_HAS_NO_OPERATIONS, IN_THE_FUTURE, INVALID_INPUT, ${refusedFor('organisation', 'programme')}.`,
  })
  requestLoan(
    @Arg('input', () => RequestLoanInput, { description: 'Who asks.' }) input: RequestLoanInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'requestLoan', input, async (acting) => {
      operatingSeat(context);
      const requestedOn = businessDay(input.on, acting.today);
      refuse(whyNotBorrower(input));
      const commune = await communeOfBorrower(acting, input, requestedOn);
      const loan = acting.em.create(Loan, { id: acting.newId('loan'), ...aRequest(input, commune, requestedOn) });
      const { organisationId, programmeId } = loan;
      const sanctionUntil = await sanctionOf(acting.em, loan);
      refuse(whyNotSanctioned(sanctionUntil, requestedOn, organisationId ? 'organisationId' : 'householdId'));
      // Not the household: closing a loan parts the two, and a history is kept for ever.
      const details = { organisationId, programmeId, commune };
      await acting.happened({ noun: 'Loan', id: loan.id, verb: 'requestLoan', on: requestedOn, details });
      return { loan };
    });
  }
}

async function communeOfBorrower({ em }: Acting, input: RequestLoanInput, on: string): Promise<string> {
  if (!input.householdId) return knownCommune(input.commune ?? '', 'commune');
  const household = await presentHousehold(em, input.householdId, 'householdId');
  refuse(whyNotRegisteredBy(on, household.registeredOn) ?? (await whyNotAnotherLoan(em, household.id)));
  return communeOn(em, household, on);
}

/** The first state of a loan: all that only later verbs know is null. */
function aRequest(input: RequestLoanInput, commune: string, requestedOn: string): Omit<Loan, 'id'> {
  const { householdId = null, organisationId = null, programmeId = null } = input;
  const borrower = { householdId, organisationId, programmeId, commune };
  const days = { requestedOn, approvedOn: null, signedOn: null, startedOn: null, dueOn: null, returnedOn: null };
  const refusal = { refusalReason: null, refusalReferral: null };
  return {
    state: 'REQUESTED',
    ...borrower,
    ...days,
    ...refusal,
    lastStepOn: requestedOn,
    termCount: 0,
    crossingId: null,
  };
}
