import { IsNumber, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, Float, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { toCents } from '../../../../packages/platform/schema/money.ts';
import { refuse } from '../../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { businessDay } from '../../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../../packages/platform/verb/find.ts';
import { machineOn } from '../computer-on.ts';
import { cross } from '../crossing/cross.ts';
import { LoanPayload, LoanVerbInput } from '../loan-verb.ts';
import { Loan } from '../loan.entity.ts';
import { whyNotStep } from '../loan.rules.ts';
import { whyNotPrice } from './cession.rules.ts';

@InputType({ description: "A computer on loan that becomes the borrower's own." })
export class CedeLoanedComputerInput extends LoanVerbInput {
  @Field(() => Float, { description: 'What the borrower pays, in euros, to the cent; 0 when it is given.' })
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0)
  @Max(10_000)
  price!: number;
}

@ObjectType({ description: 'The ended loan, or why the computer was not ceded.' })
export class CedeLoanedComputerPayload extends LoanPayload {}

@Resolver()
export class CedeLoanedComputer {
  @Mutation(() => CedeLoanedComputerPayload, {
    description:
      'Leaves the computer to its borrower for good: the loan ends. Refused with NOT_FOUND, NOT_ACTIVE, PRICE_ABOVE_CAP, CROSSING_PENDING, BEFORE_LAST_STEP, INVENTORY_UNREACHABLE, IN_THE_FUTURE, INVALID_INPUT, or with what the inventory says.',
  })
  cedeLoanedComputer(
    @Arg('input', () => CedeLoanedComputerInput, { description: 'The loan and the price.' })
    input: CedeLoanedComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return cross(context, 'cedeLoanedComputer', input, async ({ em, today }) => {
      const happensOn = businessDay(input.on, today);
      const loan = await findLocked(em, Loan, input.loanId, 'loanId');
      refuse(whyNotStep('ACTIVE', loan, happensOn));
      const { computerId: computerBack, kind = null } = await machineOn(em, loan);
      const priceCents = toCents(input.price);
      refuse(whyNotPrice(priceCents, kind, happensOn));
      return { loan, intention: { happensOn, computerBack, priceCents } };
    });
  }
}
