import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Refusal, refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Payload } from '../../../packages/platform/verb/act.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { whyNotEntitledOn } from '../eligibility/holds.ts';
import type { Loan } from './loan.entity.ts';
import { UNDECIDED, whyNotStep } from './loan.rules.ts';
import { firstInLine } from './waiting-list/first-in-line.ts';
import { whyNotItsTurn } from './waiting-list/waiting-list.rules.ts';
import { LoanPayload, LoanStepInput, takeStep } from './loan-verb.ts';

@InputType({ description: 'A loan to grant.' })
export class ApproveLoanInput extends LoanStepInput {
  @Field(() => String, {
    nullable: true,
    description: 'Why it is granted although others on the waiting list come first, 2 to 500 characters; it is kept.',
  })
  @IsOptional()
  @Length(2, 500)
  @OfSeveralLines()
  outOfTurnReason?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it is granted although nothing entitles the household, 2 to 500 characters; only a manager gives one, and it is kept.',
  })
  @IsOptional()
  @Length(2, 500)
  @OfSeveralLines()
  overrideReason?: string | null;
}

@ObjectType({ description: 'The granted loan, or why it was not granted.' })
export class ApproveLoanPayload extends LoanPayload {}

@Resolver()
export class ApproveLoan {
  @Mutation(() => ApproveLoanPayload, {
    description:
      'Grants a loan, whether it was reviewed and waited or not. A household needs something that entitles it that day: an assessment, or the band told at its registration. Refused with NOT_FOUND, NOT_REQUESTED, NOT_FIRST_IN_LINE, BEFORE_LAST_STEP, NOT_ASSESSED, ELIGIBILITY_EXPIRED, NOT_ELIGIBLE, MANAGERS_ONLY, IN_THE_FUTURE, INVALID_INPUT.',
  })
  approveLoan(
    @Arg('input', () => ApproveLoanInput, { description: 'The loan, and when.' }) input: ApproveLoanInput,
    @Ctx() context: ServiceContext,
  ) {
    const mayOverride = context.viewer.roles.includes('manager');
    return grant(context, input, () => refuse(input.overrideReason && !mayOverride ? managersOnly() : null));
  }
}

/** Grants a loan; `check` refuses what only its caller knows. */
export function grant(
  context: ServiceContext,
  input: ApproveLoanInput,
  check: () => void = () => {},
): Promise<Payload<{ loan: Loan }>> {
  return takeStep(context, 'approveLoan', input, async ({ em, loan, on }) => {
    check();
    refuse(whyNotStep(UNDECIDED, loan, on));
    const notEntitled = await whyNotEntitledOn(em, loan.householdId, on);
    const overrideReason = notEntitled && (input.overrideReason ?? null);
    if (!overrideReason) refuse(notEntitled);
    const first = await firstInLine(em, on);
    const reason = input.outOfTurnReason ?? null;
    refuse(whyNotItsTurn(loan.id, first, reason));
    const isOutOfTurn = first !== null && first !== loan.id;
    const outOfTurnReason = isOutOfTurn ? reason : null;
    Object.assign(loan, { state: 'APPROVED', approvedOn: on, outOfTurnReason, overrideReason });
    // That it was granted so, and never why: the words may tell of somebody, and go when the loan is closed.
    return { ...(isOutOfTurn && { isOutOfTurn }), ...(overrideReason && { isOverride: true }) };
  });
}

const managersOnly = (): Refusal<'MANAGERS_ONLY'> =>
  new Refusal('MANAGERS_ONLY', 'overrideReason', {
    en: 'Only a manager grants a loan to whom nothing entitles; assess the household, or ask a manager to grant it.',
    fr: "Seul un responsable accorde un prêt à qui rien n'y donne droit ; évaluez le foyer, ou demandez à un responsable de l'accorder.",
  });
