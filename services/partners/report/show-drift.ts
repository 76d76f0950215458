import { Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql';
import { tellFigure, type Figure } from '../../../packages/figures/read/figure.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { agreementById } from '../agreement/agreement.loaders.ts';
import { FigureDrift } from './reported.ts';
import { ReportingPeriod } from './reporting-period.entity.ts';
import { figureOf, figuresByReport, type FigureRow } from './reporting-period.loaders.ts';
import { scopeOf } from './reporting-period.rules.ts';
import type { Sources } from './take-snapshot.ts';

/** `ReportingPeriod.drift`, against the figures of a catalogue. */
export function createShowDrift({ catalogue, askFigures }: Sources): ClassType {
  const names = new Set(catalogue.map(({ name }) => name));

  @Resolver(() => ReportingPeriod)
  class ShowDrift {
    @FieldResolver(() => [FigureDrift], {
      description:
        'Each kept figure beside what the graph tells today; none before it is submitted. An error FIGURES_UNREACHABLE when a service does not answer.',
    })
    async drift(@Root() report: ReportingPeriod, @Ctx() context: ServiceContext): Promise<FigureDrift[]> {
      const { id, agreementId, programmeId } = report;
      const [rows, agreement] = await Promise.all([
        figuresByReport(context).load(id),
        agreementId ? agreementById(context).load(agreementId) : null,
      ]);
      const scope = scopeOf(report, programmeId ?? agreement?.programmeId ?? null, context.association);
      const compare = async (row: FigureRow): Promise<FigureDrift> => {
        const { name } = row.measure;
        const told = names.has(name) ? await askFigures(context).load({ scope, measure: name }) : null;
        const kept = figureOf(row);
        return { kept, today: told?.figure ?? null, moved: !told || hasMoved(kept, told.figure) };
      };
      return Promise.all(rows.map(compare));
    }
  }
  return ShowDrift;
}

/** A figure that was kept with more decimals than are told now has not moved for that. */
function hasMoved(kept: Figure, told: Figure): boolean {
  const asNow = tellFigure(kept.measure, kept);
  return (['value', 'atLeast', 'atMost', 'status', 'reason'] as const).some((field) => asNow[field] !== told[field]);
}
