import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { queueReminders } from './queue.ts';
import { readReminderId, whyNoMail } from './reminder.rules.ts';

@InputType({ description: 'Reminders to send now, without waiting for the morning.' })
export class SendRemindersInput extends VerbInput {}

@ObjectType({ description: 'How many e-mails are about to leave, or why none is.' })
export class SendRemindersPayload {
  @Field(() => Int, {
    nullable: true,
    description: 'Reminders that were queued now; those queued before are not in it.',
  })
  queued?: number;

  @Field(() => [UserError], { description: 'Why nothing was queued; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class SendReminders {
  @Mutation(() => SendRemindersPayload, {
    description:
      'Queues every reminder that is due and goes by e-mail; each is sent once, whoever asks how often. Refused with MAIL_NOT_CONFIGURED, IN_THE_FUTURE, INVALID_INPUT.',
  })
  sendReminders(
    @Arg('input', () => SendRemindersInput, { description: 'The day by which they are due.' })
    input: SendRemindersInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'sendReminders', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      refuse(whyNoMail(context.mail));
      const ids = await queueReminders(em, on);
      const loans = ids.map((id) => readReminderId(id)!.loanId);
      await happened(...loans.map((id) => ({ noun: 'Loan', id, verb: 'sendReminders', on })));
      return { queued: ids.length };
    });
  }
}
