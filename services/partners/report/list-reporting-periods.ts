import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Agreement } from '../agreement/agreement.entity.ts';
import { agreementById } from '../agreement/agreement.loaders.ts';
import { Programme } from '../programme/programme.entity.ts';
import { programmeById } from '../programme/programme.loaders.ts';
import { Territory, territoryOf } from '../territory/territory.type.ts';
import {
  figureOf,
  figuresByReport,
  reportBySuperseded,
  reportingPeriodById,
  reportsByAgreement,
  reportsByProgramme,
} from './reporting-period.loaders.ts';
import { ReportedAgreement, ReportedFigure, toReportedAgreement } from './reported.ts';
import { ReportingPeriod, ReportState } from './reporting-period.entity.ts';
import { stateOf } from './reporting-period.rules.ts';

const ReportingPeriodConnection = connectionOf('ReportingPeriod', () => ReportingPeriod);

/** As `stateOf` decides, for rows. */
const STATE = `case when locked_on is not null then 'LOCKED' when approved_on is not null then 'APPROVED'
  when submitted_on is not null then 'SUBMITTED' when discarded_on is not null then 'DISCARDED' else 'OPEN' end`;

@Resolver(() => ReportingPeriod)
export class ListReportingPeriods {
  @Query(() => ReportingPeriod, {
    nullable: true,
    description: 'The reporting period of an id; null when none is known to the viewer.',
  })
  reportingPeriod(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: ServiceContext) {
    return reportingPeriodById(context).load(id);
  }

  @Query(() => ReportingPeriodConnection, { description: 'Reporting periods the viewer may see, oldest first.' })
  reportingPeriods(
    @Arg('state', () => ReportState, { nullable: true, description: 'Only those that stand so.' })
    state: ReportState | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    const list = `select * from reporting_period where $1::text is null or $1 = ${STATE}`;
    return readPage<ReportingPeriod>(context, page, list, [state ?? null]);
  }

  @FieldResolver(() => ReportState, { description: 'Where it stands.' })
  state(@Root() report: ReportingPeriod) {
    return stateOf(report);
  }

  @FieldResolver(() => Agreement, { nullable: true, description: 'The agreement it is about, if it is about one.' })
  agreement(@Root() { agreementId }: ReportingPeriod, @Ctx() context: ServiceContext) {
    return agreementId ? agreementById(context).load(agreementId) : null;
  }

  @FieldResolver(() => Programme, { nullable: true, description: 'The programme it is about, if not an agreement.' })
  programme(@Root() { programmeId }: ReportingPeriod, @Ctx() context: ServiceContext) {
    return programmeId ? programmeById(context).load(programmeId) : null;
  }

  @FieldResolver(() => Territory, { description: 'Where.' })
  territory(@Root() { territory }: ReportingPeriod) {
    return territoryOf(territory);
  }

  @FieldResolver(() => ReportingPeriod, { nullable: true, description: 'The locked revision that this one corrects.' })
  supersedes(@Root() { supersedes }: ReportingPeriod, @Ctx() context: ServiceContext) {
    return supersedes ? reportingPeriodById(context).load(supersedes) : null;
  }

  @FieldResolver(() => ReportingPeriod, {
    nullable: true,
    description: 'The revision that corrects this one; until it is locked, this one stands.',
  })
  supersededBy(@Root() { id }: ReportingPeriod, @Ctx() context: ServiceContext) {
    return reportBySuperseded(context).load(id);
  }

  @FieldResolver(() => [ReportedFigure], {
    description: 'Every figure of the catalogue as it was when submitted, with its definition then; none before.',
  })
  async figures(@Root() { id }: ReportingPeriod, @Ctx() context: ServiceContext): Promise<ReportedFigure[]> {
    const rows = await figuresByReport(context).load(id);
    return rows.map((row) => ({ figure: figureOf(row), service: row.service, asOf: row.asOf }));
  }

  @FieldResolver(() => [ReportedAgreement], {
    description: 'The agreements it is about as they were when submitted, with their money and targets; none before.',
  })
  agreements(@Root() { statement }: ReportingPeriod): ReportedAgreement[] {
    return (statement ?? []).map(toReportedAgreement);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: ReportingPeriod, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}

@Resolver(() => Agreement)
export class ReportsOfAgreement {
  @FieldResolver(() => ReportingPeriodConnection, {
    description: 'Its reporting periods, all revisions, oldest first.',
  })
  reportingPeriods(@Root() { id }: Agreement, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return reportsByAgreement(context, id, page);
  }
}

@Resolver(() => Programme)
export class ReportsOfProgramme {
  @FieldResolver(() => ReportingPeriodConnection, {
    description: 'Reports on it as a whole, all revisions, oldest first.',
  })
  reportingPeriods(@Root() { id }: Programme, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return reportsByProgramme(context, id, page);
  }
}
