import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Loan } from '../loan/loan.entity.ts';
import { loanById } from '../loan/loan.loaders.ts';
import { Reminder } from './reminder.entity.ts';
import { remindersByLoan } from './reminder.loaders.ts';

@Resolver(() => Reminder)
export class ReminderReference {
  @FieldResolver(() => Loan, { description: 'The loan it is about.' })
  loan(@Root() { loanId }: Reminder, @Ctx() context: ServiceContext) {
    return loanById(context).load(loanId);
  }
}

@Resolver(() => Loan)
export class RemindersOfLoan {
  @FieldResolver(() => [Reminder], { description: 'Reminders that were made or are on their way, oldest first.' })
  reminders(@Root() { id }: Loan, @Ctx() context: ServiceContext) {
    return remindersByLoan(context).load(id);
  }
}
