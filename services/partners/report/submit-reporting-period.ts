import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, type ClassType } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { IDEMPOTENCY_KEY } from '../../../packages/platform/verb/verb-input.ts';
import { existing } from '../existing.ts';
import type { ToldFigure } from '../impact/ask-figures.ts';
import { ReportingPeriod } from './reporting-period.entity.ts';
import { whyNotSubmittable } from './reporting-period.rules.ts';
import { takeSnapshot, type Sources } from './take-snapshot.ts';

@InputType({ description: 'What `submitReportingPeriod` is told.' })
class SubmitReportingPeriodInput {
  @Field(() => ID, { description: 'Which reporting period.' })
  reportingPeriodId!: string;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@ObjectType({ description: 'What came of `submitReportingPeriod`.' })
class SubmitReportingPeriodPayload {
  @Field(() => ReportingPeriod, { nullable: true, description: 'As it now stands; null when it was refused.' })
  reportingPeriod?: ReportingPeriod;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

/** `submitReportingPeriod`, which reads every figure of a catalogue. */
export function createSubmitReportingPeriod(sources: Sources): ClassType {
  @Resolver()
  class SubmitReportingPeriod {
    @Mutation(() => SubmitReportingPeriodPayload, {
      description:
        'Reads every figure of the catalogue as it is now, and keeps them with their definitions. Refused with NOT_FOUND, NOT_OPEN, PERIOD_NOT_OVER, FIGURES_UNREACHABLE, FIGURES_PENDING, INVALID_INPUT.',
    })
    submitReportingPeriod(
      @Arg('input', () => SubmitReportingPeriodInput, { description: 'What to do.' }) input: SubmitReportingPeriodInput,
      @Ctx() context: ServiceContext,
    ) {
      return act(context, 'submitReportingPeriod', input, (acting) => submit(input, acting, context, sources));
    }
  }
  return SubmitReportingPeriod;
}

async function submit(
  { reportingPeriodId }: SubmitReportingPeriodInput,
  { em, today, now, happened }: Acting,
  context: ServiceContext,
  sources: Sources,
) {
  const found = await existing(em, ReportingPeriod, reportingPeriodId, 'reportingPeriodId');
  refuse(whyNotSubmittable(found, today));
  // Peers may take their time: the row is locked only once they have answered.
  const { figures, agreements } = await takeSnapshot(found, context, sources);
  const reportingPeriod = await findLocked(em, ReportingPeriod, reportingPeriodId, 'reportingPeriodId');
  refuse(whyNotSubmittable(reportingPeriod, today));
  await em.execute(KEEP, [reportingPeriodId, JSON.stringify(figures.map(rowOf))]);
  const submittedBy = context.viewer.subject ?? 'system';
  Object.assign(reportingPeriod, { submittedOn: today, submittedAt: now, submittedBy, statement: agreements });
  const details = { figures: figures.length };
  await happened({ noun: 'ReportingPeriod', id: found.id, verb: 'submitReportingPeriod', on: today, details });
  return { reportingPeriod };
}

const KEEP = `
  insert into reported_figure
    (reporting_period_id, number, service, as_of, value, at_least, at_most, status, reason, measure)
  select ?, number, service, "asOf", value, "atLeast", "atMost", status, reason, measure
  from jsonb_to_recordset(?::jsonb) as f (number int, service text, "asOf" timestamptz, value double precision,
    "atLeast" double precision, "atMost" double precision, status text, reason text, measure jsonb)`;

function rowOf({ figure, service, asOf }: ToldFigure, index: number) {
  const { unit: _, ...told } = figure;
  return { number: index + 1, service, asOf, ...told };
}
