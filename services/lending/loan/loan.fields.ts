import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { LoanMachine } from './loan-machine.entity.ts';
import { LoanTerm } from './loan-term.entity.ts';
import { Loan, LoanRefusalReason, LoanState } from './loan.entity.ts';
import { machinesByLoan, termsByLoan } from './loan.loaders.ts';
import { stateOn } from './loan.rules.ts';

@ObjectType({ description: 'Why a loan was not granted, and what was offered instead.' })
export class LoanRefusal {
  @Field(() => LoanRefusalReason, { description: 'Why.' })
  reason!: LoanRefusalReason;

  @Field(() => String, { description: 'Where the borrower was directed; empty when the organisation says it all.' })
  referral!: string;

  organisationId!: string | null;
}

@Resolver(() => Loan)
export class LoanFields {
  @FieldResolver(() => LoanState, { description: 'How far it has come; DUE and OVERDUE follow the calendar.' })
  state(@Root() loan: Loan, @Ctx() { clock }: ServiceContext): LoanState {
    return stateOn(loan, today(clock));
  }

  @FieldResolver(() => Boolean, { description: 'Whether the term has ended and the computer has not come back.' })
  isOverdue(@Root() loan: Loan, @Ctx() { clock }: ServiceContext): boolean {
    return stateOn(loan, today(clock)) === LoanState.OVERDUE;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether its last step still waits for the inventory. It settles by itself.',
  })
  isSettling(@Root() loan: Loan): boolean {
    return loan.crossingId !== null;
  }

  @FieldResolver(() => [LoanTerm], { description: 'Its years, first one first.' })
  terms(@Root() loan: Loan, @Ctx() context: ServiceContext) {
    return termsByLoan(context).load(loan.id);
  }

  @FieldResolver(() => [LoanMachine], { description: 'The computers it had or has, first one first.' })
  machines(@Root() loan: Loan, @Ctx() context: ServiceContext) {
    return machinesByLoan(context).load(loan.id);
  }

  @FieldResolver(() => LoanRefusal, { nullable: true, description: 'Null unless it was refused.' })
  refusal(@Root() { refusalReason, refusalReferral, refusalOrganisationId = null }: Loan): LoanRefusal | null {
    return (
      refusalReason && {
        reason: refusalReason,
        referral: refusalReferral ?? '',
        organisationId: refusalOrganisationId,
      }
    );
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() loan: Loan, @Ctx() context: ServiceContext) {
    return historyById(context).load(loan.id);
  }
}
