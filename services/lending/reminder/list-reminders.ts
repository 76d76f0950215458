import { Arg, Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { associationName } from '../../../packages/platform/verb/association-name.ts';
import { today } from '../../../packages/calendar/clock.ts';
import { countDocument } from '../../../packages/platform/documents/count-document.ts';
import { File, fileOf } from '../../../packages/platform/documents/file.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Loan } from '../loan/loan.entity.ts';
import { calendarOf } from './calendar.ts';
import { DAYS, dueReminders, KINDS } from './due.ts';
import { Reminder, ReminderChannel, ReminderConnection } from './reminder.entity.ts';

@ArgsType()
class RemindersDueArgs extends PageArgs {
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'What is due by this day: today unless given.' })
  on?: string | null;

  @Field(() => ReminderChannel, { nullable: true, description: 'Only those to be made so; PHONE is whom to call.' })
  channel?: ReminderChannel | null;
}

const ALL_DUE = dueReminders({ day: '$1::date', kinds: '$2::text[]', days: '$3::int[]', sendsMail: '$4::boolean' });
const DUE = `select * from (${ALL_DUE}) due where $5::text is null or channel = $5`;

@Resolver()
export class ListReminders {
  @Query(() => ReminderConnection, {
    description: 'Borrowers to be reminded, one reminder per loan, oldest loan first; also what failed to be sent.',
  })
  remindersDue(@Args(() => RemindersDueArgs) args: RemindersDueArgs, @Ctx() context: ServiceContext) {
    const { on, channel, ...page } = args;
    const given = [on ?? today(context.clock), KINDS, DAYS, context.mail !== null];
    return readPage<Reminder>(context, page, DUE, [...given, channel ?? null]);
  }

  @Query(() => Boolean, {
    description:
      'Whether this instance sends reminders by e-mail. False when no mail server is set: nothing is sent, and everybody is to be called.',
  })
  sendsReminders(@Ctx() { mail }: ServiceContext): boolean {
    return mail !== null;
  }

  @Query(() => File, {
    description:
      'The ends of the terms of all running loans, and the days on which they may be renewed, as a calendar to subscribe to (iCalendar, RFC 5545). It names loans, and nobody.',
  })
  async loanCalendar(
    @Arg('before', () => GraphQLLocalDate, {
      nullable: true,
      description: 'The first day not looked at; none unless given.',
    })
    before: string | null,
    @Ctx() context: ServiceContext,
  ): Promise<File> {
    countDocument(context);
    const loans = await context.sql.rows<Loan>(
      "select * from loan where state = 'ACTIVE' and ($1::date is null or due_on < $1) order by id",
      [before ?? null],
    );
    const issuer = { slug: context.association ?? '', name: await associationName(context) };
    return fileOf('prets.ics', 'text/calendar', calendarOf(loans, issuer, context.clock.now()));
  }
}
