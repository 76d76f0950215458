import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { parseCode } from '../../../packages/geography/territory.ts';
import {
  exactly,
  figureRatio,
  protectedFigure,
  sumFigures,
  unavailable,
} from '../../../packages/figures/read/figure-arithmetic.ts';
import { Figure, tellFigure, type FigureBounds, type MeasureType } from '../../../packages/figures/read/figure.ts';
import { MINIMUM_SUBJECTS } from '../../../packages/figures/disclosure/protection.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { composites } from '../measures.ts';
import { organisationById } from '../organisation/organisation.loaders.ts';
import { figures, Impact, told, type ImpactWithIngredients } from './impact-part.ts';

const BOUNDS = '{ value atLeast atMost status reason }';
const describe = ({ definition }: MeasureType): string =>
  `${definition} Null with an error when a service whose figures it needs does not answer.`;

@Resolver(() => Impact)
export class ComposeFigures {
  @Directive('@requires(fields: "organisationsEquippedMembers organisationsTrainedMembers")')
  @FieldResolver(() => Figure, { nullable: true, description: describe(composites.structuresStrengthened) })
  async structuresStrengthened(
    @Root() { scope, organisationsEquippedMembers, organisationsTrainedMembers }: ImpactWithIngredients,
    @Ctx() context: ServiceContext,
  ): Promise<Figure> {
    const others = [...told(organisationsEquippedMembers, 'lending'), ...told(organisationsTrainedMembers, 'training')];
    const [served, bounds] = await Promise.all([
      figures.readMembers(context, scope, 'organisationsServed'),
      figures.read(context, scope, 'organisationsServed'),
    ]);
    const all = [...new Set([...others, ...served])];
    const union = new Set(await Promise.all(all.map((id) => oneKeyOf(id, context))));
    return tellFigure(composites.structuresStrengthened, bounds.status === 'UNAVAILABLE' ? bounds : sizeOf(union));
  }

  @Directive(`@requires(fields: "refurbishingCost ${BOUNDS} individualSupportCost ${BOUNDS}")`)
  @FieldResolver(() => Figure, { nullable: true, description: describe(composites.standardCost) })
  standardCost(@Root() impact: ImpactWithIngredients): Figure {
    return tellFigure(composites.standardCost, costOf(impact));
  }

  @Directive(
    `@requires(fields: "refurbishingCost ${BOUNDS} individualSupportCost ${BOUNDS} familiesEquipped ${BOUNDS}")`,
  )
  @FieldResolver(() => Figure, { nullable: true, description: describe(composites.costPerFamily) })
  costPerFamily(@Root() impact: ImpactWithIngredients): Figure {
    const { scope } = impact;
    if (isNarrow(scope.territory)) return tellFigure(composites.costPerFamily, unavailable('PLACES_DO_NOT_MATCH'));
    // The families of all of time are those of closed years, and its cost is that of today as well.
    if (scope.period === 'ever') return tellFigure(composites.costPerFamily, unavailable('PERIOD_NOT_PUBLISHED'));
    const families = told(impact.familiesEquipped, 'lending');
    return tellFigure(composites.costPerFamily, figureRatio(costOf(impact), families));
  }
}

function costOf({ refurbishingCost, individualSupportCost }: ImpactWithIngredients): FigureBounds {
  return sumFigures(told(refurbishingCost, 'inventory'), told(individualSupportCost, 'training'));
}

/** Whether machines of the workshop and families at home are likely to be counted in different territories of that size. */
function isNarrow(territory: string | null): boolean {
  const place = territory === null ? null : parseCode(territory);
  return place !== null && (place.isOther || place.level === 'COMMUNE' || place.level === 'EPCI');
}

/** The key of an organisation that one service may know by its own id, and another by a number or a merged entry's. */
async function oneKeyOf(id: string, context: ServiceContext): Promise<string> {
  const known = await organisationById(context).load(id);
  return known?.id ?? id;
}

/** One or two organisations are not told: with them, what each one does would be. */
function sizeOf(union: ReadonlySet<string>): FigureBounds {
  return union.size > 0 && union.size < MINIMUM_SUBJECTS.ORGANISATION ? protectedFigure() : exactly(union.size);
}
