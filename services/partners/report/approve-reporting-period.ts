import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { ReportingPeriod } from './reporting-period.entity.ts';
import { whyNotApprovable } from './reporting-period.rules.ts';

@InputType({ description: 'What `approveReportingPeriod` is told.' })
class ApproveReportingPeriodInput {
  @Field(() => ID, { description: 'Which reporting period.' })
  reportingPeriodId!: string;
}

@ObjectType({ description: 'What came of `approveReportingPeriod`.' })
class ApproveReportingPeriodPayload {
  @Field(() => ReportingPeriod, { nullable: true, description: 'As it now stands; null when it was refused.' })
  reportingPeriod?: ReportingPeriod;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class ApproveReportingPeriod {
  @Mutation(() => ApproveReportingPeriodPayload, {
    description:
      'Finds submitted figures right: by somebody else than who submitted them. Refused with NOT_FOUND, NOT_SUBMITTED, SAME_PERSON.',
  })
  approveReportingPeriod(
    @Arg('input', () => ApproveReportingPeriodInput, { description: 'What to do.' }) input: ApproveReportingPeriodInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'approveReportingPeriod', input, async ({ em, today, happened }) => {
      const reportingPeriod = await findLocked(em, ReportingPeriod, input.reportingPeriodId, 'reportingPeriodId');
      const { subject } = context.viewer;
      refuse(whyNotApprovable(reportingPeriod, subject));
      Object.assign(reportingPeriod, { approvedOn: today, approvedBy: subject });
      const { id } = reportingPeriod;
      await happened({ noun: 'ReportingPeriod', id, verb: 'approveReportingPeriod', on: today });
      return { reportingPeriod };
    });
  }
}
