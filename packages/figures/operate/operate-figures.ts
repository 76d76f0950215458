import { Arg, Ctx, Mutation, Query, Resolver, type ClassType } from 'type-graphql';
import type { ServiceContext } from '../../platform/context/service-context.ts';
import type { SubgraphName } from '../../platform/peers/subgraph.ts';
import { adjustPeriod } from '../releases/adjust.ts';
import { auditFigures } from '../releases/audit.ts';
import { compareFigures, republishFigures } from '../replication/compare/compare.ts';
import { acceptDoubted } from './accept-doubted.ts';
import {
  AcceptFiguresInput,
  AdjustFiguresInput,
  AuditFiguresInput,
  FiguresOperationPayload,
  OperateFiguresInput,
  SealFiguresInput,
} from './figures-operation.ts';
import { operationVerb, statusQuery } from '../replication/message/figures-names.ts';
import { FiguresStatus } from './figures-status.ts';
import type { Measure } from '../measures/measure.ts';
import { adjusted, audited, compared, republished, restored, sealed, type Done } from './operation-changes.ts';
import { askingHub, builderIn, comparingIn, operate } from './operator.ts';
import { readStatus } from './read-status.ts';
import { restoreFigures } from '../replication/compare/restore.ts';
import { sealPeriods, type SealReport } from '../releases/seal.ts';

export interface OperateOptions {
  service: SubgraphName;
  measures: readonly Measure[];
}

/** How the figures of one service stand, and what an operator does with them: `npm run figures`. */
export function createOperateFiguresResolver({ service, measures }: OperateOptions): ClassType {
  const named = (verb: string, description: string) => ({ name: operationVerb(verb, service), description });

  @Resolver()
  class OperateFiguresResolver {
    @Query(() => FiguresStatus, {
      name: statusQuery(service),
      description: `How the figures of ${service} stand: here, and towards the upstream hub.`,
    })
    async status(@Ctx() context: ServiceContext): Promise<FiguresStatus> {
      return readStatus(context);
    }

    @Mutation(
      () => FiguresOperationPayload,
      named('compare', `Compares the figures of ${service} with those of the upstream hub, and mends. ${HUB_CODES}`),
    )
    compare(
      @Arg('input', () => OperateFiguresInput) input: OperateFiguresInput,
      @Ctx() context: ServiceContext,
    ): Promise<FiguresOperationPayload> {
      return operate(context, input, async () => {
        const comparing = comparingIn(context, measures);
        return compared(await askingHub(comparing.upstream, () => compareFigures(comparing, input)));
      });
    }

    @Mutation(
      () => FiguresOperationPayload,
      named('republish', `Sends all figures of ${service} to the upstream hub again. Refused: \`NOTHING_UPSTREAM\`.`),
    )
    republish(
      @Arg('input', () => OperateFiguresInput) input: OperateFiguresInput,
      @Ctx() context: ServiceContext,
    ): Promise<FiguresOperationPayload> {
      return operate(context, input, async () =>
        republished(await republishFigures(comparingIn(context, measures), input)),
      );
    }

    @Mutation(
      () => FiguresOperationPayload,
      named('restore', `Goes on with the figures of ${service} after a restore from a backup. ${RESTORE_CODES}`),
    )
    restore(
      @Arg('input', () => OperateFiguresInput) input: OperateFiguresInput,
      @Ctx() context: ServiceContext,
    ): Promise<FiguresOperationPayload> {
      return operate(context, input, async () => {
        const { association } = builderIn(context, measures);
        const comparing = { ...comparingIn(context, measures), association };
        return restored(await askingHub(comparing.upstream, () => restoreFigures(comparing, input)));
      });
    }

    @Mutation(() => FiguresOperationPayload, named('seal', `Seals closed years of ${service} for good. ${SEAL_CODES}`))
    seal(
      @Arg('input', () => SealFiguresInput) input: SealFiguresInput,
      @Ctx() context: ServiceContext,
    ): Promise<FiguresOperationPayload> {
      return operate(context, input, async () => {
        const report = await sealPeriods(builderIn(context, measures), input);
        if (!input.dryRun) tellSealed(context, service, report);
        return sealed(report);
      });
    }

    @Mutation(
      () => FiguresOperationPayload,
      named('adjust', `Tells what operations of a sealed year of ${service} now count differently. ${ADJUST_CODES}`),
    )
    adjust(
      @Arg('input', () => AdjustFiguresInput) input: AdjustFiguresInput,
      @Ctx() context: ServiceContext,
    ): Promise<FiguresOperationPayload> {
      const { dryRun, year: period, reason } = input;
      return operate(context, input, async () =>
        adjusted(await adjustPeriod(builderIn(context, measures), { dryRun, period, reason })),
      );
    }

    @Mutation(
      () => FiguresOperationPayload,
      named('audit', `Counts every figure of ${service} that is not sealed again, and mends what differs.`),
    )
    audit(
      @Arg('input', () => AuditFiguresInput) input: AuditFiguresInput,
      @Ctx() context: ServiceContext,
    ): Promise<FiguresOperationPayload> {
      const { association, seat, database, clock } = context;
      const own = { association, seat, measures, pool: database.pool, clock };
      return operate(context, input, async () => audited(await auditFigures(own, input)));
    }

    @Mutation(
      () => FiguresOperationPayload,
      named(
        'accept',
        `Accepts figures of ${service} that were implausible beside what their association has told. ${ACCEPT_CODES}`,
      ),
    )
    accept(
      @Arg('input', () => AcceptFiguresInput) input: AcceptFiguresInput,
      @Ctx() context: ServiceContext,
    ): Promise<FiguresOperationPayload> {
      const { database, clock, viewer } = context;
      const accepting = { pool: database.pool, now: clock.now(), by: viewer.subject ?? 'system' };
      return operate(context, input, async () => {
        const done = await acceptDoubted(accepting, input);
        if (!input.dryRun) tellAccepted(context, service, done);
        return done;
      });
    }
  }
  return OperateFiguresResolver;
}

function tellSealed({ log }: ServiceContext, service: SubgraphName, { years }: SealReport): void {
  for (const { year } of years) log(`${service}: ${year} is sealed for good`, { event: 'period_sealed', year });
}

function tellAccepted({ log }: ServiceContext, service: SubgraphName, { changes }: Done): void {
  for (const { association, period } of changes) {
    const about = { event: 'figures_accepted', association: association!, period: period! } as const;
    log(`${service}: what ${association} tells of ${period} is accepted, however much it is`, about);
  }
}

const HUB_CODES = 'Refused: `NOTHING_UPSTREAM`, `HUB_DOES_NOT_ANSWER`.';
const RESTORE_CODES = 'Refused: `NOT_AT_A_HUB`, `NOTHING_UPSTREAM`, `HUB_DOES_NOT_ANSWER`.';
const SEAL_CODES = 'Refused: `YEAR_NOT_CLOSED`, `NOT_AT_A_HUB`.';
const ADJUST_CODES =
  'Refused: `REASON_REQUIRED`, `REASON_TOO_LONG`, `NOT_SEALED`, `NOTHING_TO_ADJUST`, `TOO_FEW_PEOPLE`, `NOT_AT_A_HUB`.';
const ACCEPT_CODES = 'Refused: `NOTHING_WAITS`, `OUTSIDE_COVERAGE`, `INVALID_INPUT`.';
