import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { parseCode } from '../../kit/geography/territory.ts';
import {
  exactly,
  figureRatio,
  protectedFigure,
  sumFigures,
  unavailable,
} from '../../kit/impact/read/figure-arithmetic.ts';
import { Figure, tellFigure, type FigureBounds } from '../../kit/impact/read/figure.ts';
import { MINIMUM_SUBJECTS } from '../../kit/impact/protect/protection.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { composites } from '../measures.ts';
import { organisationById } from '../organisation/organisation.loaders.ts';
import { figures, Impact, type ImpactWithIngredients } from './impact-part.ts';

const BOUNDS = '{ value atLeast atMost status reason }';

@Resolver(() => Impact)
export class ComposeFigures {
  @Directive('@requires(fields: "organisationsEquippedMembers organisationsTrainedMembers")')
  @FieldResolver(() => Figure, { description: composites.structuresStrengthened.definition })
  async structuresStrengthened(
    @Root() { scope, organisationsEquippedMembers, organisationsTrainedMembers }: ImpactWithIngredients,
    @Ctx() context: ServiceContext,
  ): Promise<Figure> {
    const [served, bounds] = await Promise.all([
      figures.readMembers(context, scope, 'organisationsServed'),
      figures.read(context, scope, 'organisationsServed'),
    ]);
    const all = [...new Set([...organisationsEquippedMembers, ...organisationsTrainedMembers, ...served])];
    const union = new Set(await Promise.all(all.map((id) => oneKeyOf(id, context))));
    return tellFigure(composites.structuresStrengthened, bounds.status === 'UNAVAILABLE' ? bounds : sizeOf(union));
  }

  @Directive(`@requires(fields: "refurbishingCost ${BOUNDS} individualSupportCost ${BOUNDS}")`)
  @FieldResolver(() => Figure, { description: composites.standardCost.definition })
  standardCost(@Root() { refurbishingCost, individualSupportCost }: ImpactWithIngredients): Figure {
    return tellFigure(composites.standardCost, sumFigures(refurbishingCost, individualSupportCost));
  }

  @Directive(
    `@requires(fields: "refurbishingCost ${BOUNDS} individualSupportCost ${BOUNDS} familiesEquipped ${BOUNDS}")`,
  )
  @FieldResolver(() => Figure, { description: composites.costPerFamily.definition })
  costPerFamily(
    @Root() { scope, refurbishingCost, individualSupportCost, familiesEquipped }: ImpactWithIngredients,
  ): Figure {
    if (isNarrow(scope.territory)) return tellFigure(composites.costPerFamily, unavailable('PLACES_DO_NOT_MATCH'));
    // The families of all of time are those of closed years, and its cost is that of today as well.
    if (scope.period === 'ever') return tellFigure(composites.costPerFamily, unavailable('PERIOD_NOT_PUBLISHED'));
    const cost = sumFigures(refurbishingCost, individualSupportCost);
    return tellFigure(composites.costPerFamily, figureRatio(cost, familiesEquipped));
  }
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
