import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { firstDay, lastDay } from '../../../packages/calendar/period.ts';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';
import { refuse, Refusal, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { IDEMPOTENCY_KEY } from '../../../packages/platform/verb/verb-input.ts';
import { Agreement } from '../agreement/agreement.entity.ts';
import { existing } from '../existing.ts';
import { knownTerritory } from '../known-territory.ts';
import { Programme } from '../programme/programme.entity.ts';
import { whyNotInProgramme } from '../programme/programme.rules.ts';
import { newReport } from './new-report.ts';
import { ReportingPeriod } from './reporting-period.entity.ts';
import { whyNoPeriod, whyNotReportable } from './reporting-period.rules.ts';

@InputType({ description: 'What `openReportingPeriod` is told: an agreement or a programme, never both.' })
class OpenReportingPeriodInput {
  @Field(() => ID, { nullable: true, description: 'The agreement to report on.' })
  agreementId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The programme to report on as a whole, agreement by agreement.' })
  programmeId?: string | null;

  @Field(() => GraphQLPeriod, { description: 'A year, a quarter or a month.' })
  period!: string;

  @Field(() => ID, { nullable: true, description: 'Code of the territory; all of France by default.' })
  territory?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Of an agreement: count only what was done in its programme. Always so for a programme; figures on people are not told so.',
  })
  inProgramme!: boolean;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

@ObjectType({ description: 'What came of `openReportingPeriod`.' })
class OpenReportingPeriodPayload {
  @Field(() => ReportingPeriod, { nullable: true, description: 'As it now stands; null when it was refused.' })
  reportingPeriod?: ReportingPeriod;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class OpenReportingPeriod {
  @Mutation(() => OpenReportingPeriodPayload, {
    description:
      'Opens a period to report on. Refused with AGREEMENT_OR_PROGRAMME, NOT_FOUND, PERIOD_WITHOUT_END, NOT_SIGNED, OUTSIDE_THE_AGREEMENT, NO_PROGRAMME, PROGRAMME_NOT_BEGUN, PROGRAMME_ENDED, UNKNOWN_TERRITORY, ALREADY_OPENED, INVALID_INPUT.',
  })
  openReportingPeriod(
    @Arg('input', () => OpenReportingPeriodInput, { description: 'What to do.' }) input: OpenReportingPeriodInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'openReportingPeriod', input, async (acting) => {
      const { today, happened } = acting;
      const { agreementId = null, programmeId = null, period } = input;
      if ((agreementId === null) === (programmeId === null)) throw eitherOr();
      refuse(whyNoPeriod(period));
      await refuseUnreportable(input, acting);
      const territory = knownTerritory(input.territory ?? 'FR', 'territory');
      const inProgramme = programmeId !== null || input.inProgramme;
      const about = { agreementId, programmeId, inProgramme, period, territory };
      await refuseOpened(about, acting);
      const reportingPeriod = newReport(acting, { ...about, revision: 1, supersedes: null, reason: null });
      const { id } = reportingPeriod;
      await happened({ noun: 'ReportingPeriod', id, verb: 'openReportingPeriod', on: today, details: about });
      return { reportingPeriod };
    });
  }
}

async function refuseUnreportable(input: OpenReportingPeriodInput, { em }: Acting): Promise<void> {
  const { agreementId, programmeId, period, inProgramme } = input;
  if (agreementId) {
    const agreement = await existing(em, Agreement, agreementId, 'agreementId');
    return refuse(whyNotReportable(agreement, period, inProgramme));
  }
  const programme = await existing(em, Programme, programmeId!, 'programmeId');
  refuse(whyNotInProgramme(programme, firstDay(period), lastDay(period)));
}

type About = Pick<ReportingPeriod, 'agreementId' | 'programmeId' | 'period' | 'territory'>;

/** Two people may open the same one at once. */
async function refuseOpened({ agreementId, programmeId, period, territory }: About, { em }: Acting): Promise<void> {
  const same = { agreementId, programmeId, period, territory };
  await takeTurns(em, 'ReportingPeriod', ...Object.values(same).map(String));
  const [known] = await em.find(
    ReportingPeriod,
    { ...same, discardedOn: null },
    { orderBy: { revision: 'desc' }, limit: 1 },
  );
  if (!known) return;
  throw new Refusal('ALREADY_OPENED', 'period', {
    en: `It is open already, or reported on: go on with ${known.id}, discard it while it is open, or correct it once it is locked.`,
    fr: `Ce bilan existe déjà : poursuivez avec ${known.id}, abandonnez-le tant qu’il est ouvert, ou corrigez-le une fois verrouillé.`,
  });
}

const eitherOr = (): Refusal =>
  new Refusal('AGREEMENT_OR_PROGRAMME', null, {
    en: 'Give an agreement or a programme to report on: one of them, and not both.',
    fr: 'Donnez une convention ou un programme à évaluer : l’un des deux, et pas les deux.',
  });
