import { IsOptional, Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting, type Payload } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { IDEMPOTENCY_KEY, ON, VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Loan } from './loan.entity.ts';

/** What every verb on a loan that moves a computer or money is told. */
@InputType()
export abstract class LoanVerbInput extends VerbInput {
  @Field(() => ID, { description: 'The loan.' })
  loanId!: string;
}

/** What every other verb on a loan is told. */
@InputType()
export abstract class LoanStepInput {
  @Field(() => ID, { description: 'The loan.' })
  loanId!: string;

  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, { nullable: true, ...IDEMPOTENCY_KEY })
  @IsOptional()
  @Length(8, 200)
  idempotencyKey?: string | null;
}

/** What every verb on a loan answers. */
@ObjectType()
export abstract class LoanPayload {
  @Field(() => Loan, { nullable: true, description: 'The loan as it is now.' })
  loan?: Loan;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

/** A verb's own part in a step: the loan is locked, and the day is not in the future. */
export interface LoanStep extends Acting {
  loan: Loan;
  on: string;
}

/**
 * Takes a step of a loan that concerns this service alone: the change, the day of the last step, and the history, with the
 * details that the change gives.
 */
export function takeStep(
  context: ServiceContext,
  verb: string,
  input: LoanStepInput | LoanVerbInput,
  change: (step: LoanStep) => Promise<Record<string, unknown> | void> | Record<string, unknown> | void,
): Promise<Payload<{ loan: Loan }>> {
  return act(context, verb, input, async (acting) => {
    const on = businessDay(input.on, acting.today);
    const loan = await findLocked(acting.em, Loan, input.loanId, 'loanId');
    const details = (await change({ ...acting, loan, on })) ?? {};
    loan.lastStepOn = on;
    await acting.happened({ noun: 'Loan', id: loan.id, verb, on, details });
    return { loan };
  });
}
