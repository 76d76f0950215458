import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { ReportingPeriod } from './reporting-period.entity.ts';
import { whyNotIn } from './reporting-period.rules.ts';

@InputType({ description: 'What `discardReportingPeriod` is told.' })
class DiscardReportingPeriodInput {
  @Field(() => ID, { description: 'Which reporting period.' })
  reportingPeriodId!: string;

  @Field(() => String, { description: 'Why it was a mistake, in 3 to 200 signs; never about a person.' })
  @Length(3, 200)
  @OfSeveralLines()
  reason!: string;
}

@ObjectType({ description: 'What came of `discardReportingPeriod`.' })
class DiscardReportingPeriodPayload {
  @Field(() => ReportingPeriod, { nullable: true, description: 'As it now stands; null when it was refused.' })
  reportingPeriod?: ReportingPeriod;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class DiscardReportingPeriod {
  @Mutation(() => DiscardReportingPeriodPayload, {
    description:
      'Gives up a period that was opened by mistake and tells nothing yet; it stays readable, and another one may be opened in its place. Refused with NOT_FOUND, NOT_OPEN, INVALID_INPUT.',
  })
  discardReportingPeriod(
    @Arg('input', () => DiscardReportingPeriodInput, { description: 'What to do.' }) input: DiscardReportingPeriodInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'discardReportingPeriod', input, async ({ em, today, happened }) => {
      const { reportingPeriodId, reason } = input;
      const reportingPeriod = await findLocked(em, ReportingPeriod, reportingPeriodId, 'reportingPeriodId');
      refuse(whyNotIn('OPEN', reportingPeriod));
      reportingPeriod.discardedOn = today;
      const { id } = reportingPeriod;
      await happened({ noun: 'ReportingPeriod', id, verb: 'discardReportingPeriod', on: today, details: { reason } });
      return { reportingPeriod };
    });
  }
}
