import type { DraftLine } from '../../../packages/imports/import-kind.ts';
import { made } from '../../../packages/imports/take-one.ts';
import { Refusal, type UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HandOverComputer, HandOverComputerInput } from '../loan/hand-over-computer.ts';
import { RecordCheckUp, RecordCheckUpInput } from '../loan/record-check-up.ts';
import { RenewLoan, RenewLoanInput } from '../loan/renew-loan.ts';
import { ReturnComputer, ReturnComputerInput } from '../loan/return-computer.ts';
import type { HouseholdLineDraft } from './household-sheet.ts';
import type { LoanDraft } from './loan-sheet.ts';

type KeptLine = DraftLine<HouseholdLineDraft> & { objectId: string };
type Answer = Promise<{ userErrors: readonly UserError[] }>;

/** What happened to a loan since it was signed: the column that tells it, the day, and the verb. */
interface Step {
  column: string;
  on: string;
  take(context: ServiceContext, input: { loanId: string; on: string; idempotencyKey: string }): Answer;
}

/**
 * Takes a loan on once it is kept: handed over, which crosses to the inventory, looked at, renewed and taken back, day by
 * day. The first refusal is told with the line; what was done before stays.
 */
export async function followLoan(context: ServiceContext, line: KeptLine): Promise<Refusal | null> {
  const { objectId: loanId, idempotencyKey: key } = line;
  for (const { column, on, take } of stepsOf(line.draft.loan!)) {
    const refusal = await refusalIn(take(context, { loanId, on, idempotencyKey: `${key}:${column}:${on}` }), column);
    if (refusal) return refusal;
  }
  return null;
}

function stepsOf({ handedOverOn, computerId, seenOn = [], renewedOn = [], returned }: LoanDraft): Step[] {
  const handOver: Step = {
    column: 'handedOverOn',
    on: handedOverOn!,
    take: (context, input) =>
      new HandOverComputer().handOverComputer(
        Object.assign(new HandOverComputerInput(), { ...input, computerId }),
        context,
      ),
  };
  // A look on the day of a renewal comes first: it may be what allows it.
  const between = [...seenOn.map(lookedAt), ...renewedOn.map(renewed)];
  between.sort((one, other) => one.on.localeCompare(other.on));
  return [handOver, ...between, ...(returned ? [takenBack(returned)] : [])];
}

const lookedAt = (on: string): Step => ({
  column: 'seenOn',
  on,
  take: (context, input) =>
    new RecordCheckUp().recordCheckUp(
      Object.assign(new RecordCheckUpInput(), { ...input, condition: 'WORKING' as const }),
      context,
    ),
});

const renewed = (on: string): Step => ({
  column: 'renewedOn',
  on,
  take: (context, input) => new RenewLoan().renewLoan(Object.assign(new RenewLoanInput(), input), context),
});

const takenBack = ({ on, condition }: NonNullable<LoanDraft['returned']>): Step => ({
  column: 'returnedOn',
  on,
  take: (context, input) =>
    new ReturnComputer().returnComputer(Object.assign(new ReturnComputerInput(), { ...input, condition }), context),
});

/** What a step refused, at its column; what is wrong with a computer is told at the computer's. */
async function refusalIn(answer: Answer, column: string): Promise<Refusal | null> {
  try {
    await made(answer);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return new Refusal(error.code, error.field === 'computerId' ? error.field : column, error.sentence);
  }
}
