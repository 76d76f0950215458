import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, Refusal, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { IDEMPOTENCY_KEY } from '../../../packages/platform/verb/verb-input.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { newReport } from './new-report.ts';
import { ReportingPeriod } from './reporting-period.entity.ts';
import { whyNotIn } from './reporting-period.rules.ts';

@InputType({ description: 'What `correctReportingPeriod` is told.' })
class CorrectReportingPeriodInput {
  @Field(() => ID, { description: 'The locked revision that something is wrong with.' })
  reportingPeriodId!: string;

  @Field(() => String, { description: 'What was wrong, in 3 to 200 signs; never about a person.' })
  @Length(3, 200)
  @OfSeveralLines()
  reason!: string;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@ObjectType({ description: 'What came of `correctReportingPeriod`.' })
class CorrectReportingPeriodPayload {
  @Field(() => ReportingPeriod, { nullable: true, description: 'The new revision, open; null when it was refused.' })
  reportingPeriod?: ReportingPeriod;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class CorrectReportingPeriod {
  @Mutation(() => CorrectReportingPeriodPayload, {
    description:
      'Opens a new revision of a locked report, which stays readable as it was. Refused with NOT_FOUND, NOT_LOCKED, ALREADY_CORRECTED, INVALID_INPUT.',
  })
  correctReportingPeriod(
    @Arg('input', () => CorrectReportingPeriodInput, { description: 'What to do.' }) input: CorrectReportingPeriodInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'correctReportingPeriod', input, async (acting) => {
      const { em, today, happened } = acting;
      const locked = await findLocked(em, ReportingPeriod, input.reportingPeriodId, 'reportingPeriodId');
      refuse(whyNotIn('LOCKED', locked));
      const next = await em.findOne(ReportingPeriod, { supersedes: locked.id, discardedOn: null });
      if (next) throw alreadyCorrected(next.id);
      const { agreementId, programmeId, inProgramme, period, territory, revision } = locked;
      const about = { agreementId, programmeId, inProgramme, period, territory, reason: input.reason };
      const reportingPeriod = newReport(acting, { ...about, revision: revision + 1, supersedes: locked.id });
      const details = { supersedes: locked.id, reason: input.reason };
      const { id } = reportingPeriod;
      await happened({ noun: 'ReportingPeriod', id, verb: 'correctReportingPeriod', on: today, details });
      return { reportingPeriod };
    });
  }
}

const alreadyCorrected = (id: string): Refusal =>
  new Refusal('ALREADY_CORRECTED', 'reportingPeriodId', {
    en: `${id} corrects it already; go on with that revision.`,
    fr: `${id} la corrige déjà ; poursuivez avec cette révision.`,
  });
