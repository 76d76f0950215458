import { LockMode } from '@mikro-orm/postgresql';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { notFound, refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Loan } from '../loan/loan.entity.ts';
import { Reminder } from './reminder.entity.ts';
import { readReminderId, remindOn, whyNotAgain, whyNotDue } from './reminder.rules.ts';

@InputType({ description: 'A reminder that somebody made.' })
export class MarkReminderDoneInput extends VerbInput {
  @Field(() => ID, { description: 'The reminder, as `remindersDue` gave it.' })
  reminderId!: string;
}

@ObjectType({ description: 'The reminder, or why it was not made.' })
export class MarkReminderDonePayload {
  @Field(() => Reminder, { nullable: true, description: 'The reminder, now made.' })
  reminder?: Reminder;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class MarkReminderDone {
  @Mutation(() => MarkReminderDonePayload, {
    description:
      'Records that somebody called the borrower, wrote or told them: also instead of an e-mail that failed. Refused with NOT_FOUND, REMINDER_NOT_DUE, ALREADY_REMINDED, IN_THE_FUTURE, INVALID_INPUT.',
  })
  markReminderDone(
    @Arg('input', () => MarkReminderDoneInput, { description: 'The reminder, and when.' }) input: MarkReminderDoneInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'markReminderDone', input, async ({ em, now, happened, today }) => {
      const on = businessDay(input.on, today);
      const { reminderId: id } = input;
      const about = readReminderId(id);
      if (!about) throw notFound('reminderId', id);
      const loan = await findLocked(em, Loan, about.loanId, 'reminderId');
      const known = await em.findOne(Reminder, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      refuse(whyNotAgain(known?.state ?? null) ?? whyNotDue(loan, about, on));
      const made = { channel: 'PHONE', state: 'DONE', failure: null, sentAt: now } as const;
      const reminder = known ?? em.create(Reminder, { id, ...about, remindOn: remindOn(about), attempts: 0, ...made });
      Object.assign(reminder, made);
      const details = { kind: about.kind, dueOn: about.dueOn };
      await happened({ noun: 'Loan', id: loan.id, verb: 'markReminderDone', on, details });
      return { reminder };
    });
  }
}
