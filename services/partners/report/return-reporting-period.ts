import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { NOT_SUBMITTED } from './new-report.ts';
import { ReportingPeriod } from './reporting-period.entity.ts';
import { whyNotIn } from './reporting-period.rules.ts';

@InputType({ description: 'What `returnReportingPeriod` is told.' })
class ReturnReportingPeriodInput {
  @Field(() => ID, { description: 'Which reporting period.' })
  reportingPeriodId!: string;

  @Field(() => String, { description: 'What is wrong with it, in 3 to 200 signs; never about a person.' })
  @Length(3, 200)
  @OfSeveralLines()
  reason!: string;
}

@ObjectType({ description: 'What came of `returnReportingPeriod`.' })
class ReturnReportingPeriodPayload {
  @Field(() => ReportingPeriod, { nullable: true, description: 'As it now stands; null when it was refused.' })
  reportingPeriod?: ReportingPeriod;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class ReturnReportingPeriod {
  @Mutation(() => ReturnReportingPeriodPayload, {
    description:
      'Sends submitted figures back: they are dropped, and the period is open again. Refused with NOT_FOUND, NOT_SUBMITTED, INVALID_INPUT.',
  })
  returnReportingPeriod(
    @Arg('input', () => ReturnReportingPeriodInput, { description: 'What to do.' }) input: ReturnReportingPeriodInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'returnReportingPeriod', input, async ({ em, today, happened }) => {
      const { reportingPeriodId, reason } = input;
      const reportingPeriod = await findLocked(em, ReportingPeriod, reportingPeriodId, 'reportingPeriodId');
      refuse(whyNotIn('SUBMITTED', reportingPeriod));
      await em.execute('delete from reported_figure where reporting_period_id = ?', [reportingPeriodId]);
      Object.assign(reportingPeriod, NOT_SUBMITTED);
      const { id } = reportingPeriod;
      await happened({ noun: 'ReportingPeriod', id, verb: 'returnReportingPeriod', on: today, details: { reason } });
      return { reportingPeriod };
    });
  }
}
