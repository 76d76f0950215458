import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { IDEMPOTENCY_KEY } from '../../../packages/platform/verb/verb-input.ts';
import { Agreement } from '../agreement/agreement.entity.ts';
import { ReportingPeriod } from './reporting-period.entity.ts';
import { coversTheEnd, whyNotIn } from './reporting-period.rules.ts';

@InputType({ description: 'What `lockReportingPeriod` is told.' })
class LockReportingPeriodInput {
  @Field(() => ID, { description: 'Which reporting period.' })
  reportingPeriodId!: string;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@ObjectType({ description: 'What came of `lockReportingPeriod`.' })
class LockReportingPeriodPayload {
  @Field(() => ReportingPeriod, { nullable: true, description: 'As it now stands; null when it was refused.' })
  reportingPeriod?: ReportingPeriod;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class LockReportingPeriod {
  @Mutation(() => LockReportingPeriodPayload, {
    description:
      'Locks approved figures for good; an agreement whose last day is in the period is then reported on. Refused with NOT_FOUND, NOT_APPROVED, INVALID_INPUT.',
  })
  lockReportingPeriod(
    @Arg('input', () => LockReportingPeriodInput, { description: 'What to do.' }) input: LockReportingPeriodInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'lockReportingPeriod', input, async (acting) => {
      const { em, today, now, happened } = acting;
      const reportingPeriod = await findLocked(em, ReportingPeriod, input.reportingPeriodId, 'reportingPeriodId');
      refuse(whyNotIn('APPROVED', reportingPeriod));
      Object.assign(reportingPeriod, { lockedOn: today, lockedAt: now });
      await happened({ noun: 'ReportingPeriod', id: reportingPeriod.id, verb: 'lockReportingPeriod', on: today });
      await reportOnAgreement(reportingPeriod, acting);
      return { reportingPeriod };
    });
  }
}

async function reportOnAgreement({ id, agreementId, period }: ReportingPeriod, acting: Acting): Promise<void> {
  if (!agreementId) return;
  const { em, today, happened } = acting;
  const agreement = await findLocked(em, Agreement, agreementId, 'agreementId');
  if (agreement.reportedOn || !coversTheEnd(period, agreement)) return;
  agreement.reportedOn = today;
  const details = { reportingPeriodId: id };
  await happened({ noun: 'Agreement', id: agreementId, verb: 'lockReportingPeriod', on: today, details });
}
