import type { Figure } from '../../../packages/figures/read/figure.ts';
import type { Freshness } from '../../../packages/figures/read/freshness.ts';
import { createImpactPart, impactOf, type ImpactRoot } from '../../../packages/figures/read/impact-resolver.ts';
import { encodeScope, type ImpactScope } from '../../../packages/figures/read/impact-scope.ts';
import type { SubgraphName } from '../../../packages/platform/peers/subgraph.ts';
import { measures } from '../measures.ts';
import { FiguresUnreachable } from './unreachable.ts';

/** This service's share of `Impact`, and what it asks other services for with `@requires`. */
export const { Impact, ImpactResolver, findImpact, figures } = createImpactPart({
  service: 'partners',
  measures,
  external: {
    figures: ['familiesEquipped', 'refurbishingCost', 'individualSupportCost'],
    members: ['organisationsEquippedMembers', 'organisationsTrainedMembers'],
    freshness: ['inventoryFreshness', 'lendingFreshness', 'trainingFreshness'],
  },
});

/** An `Impact` with what the planner brought from the services that own it; null where one does not answer. */
export interface ImpactWithIngredients extends ImpactRoot {
  familiesEquipped: Figure | null;
  refurbishingCost: Figure | null;
  individualSupportCost: Figure | null;
  organisationsEquippedMembers: string[] | null;
  organisationsTrainedMembers: string[] | null;
  inventoryFreshness: Freshness[] | null;
  lendingFreshness: Freshness[] | null;
  trainingFreshness: Freshness[] | null;
}

/** The `Impact` of a scope. */
export const toImpact = (scope: ImpactScope): ImpactRoot => impactOf(new Impact(), encodeScope(scope), scope);

/** An ingredient as its service told it: nothing is worked out from half of them. Throws `FIGURES_UNREACHABLE`. */
export function told<Ingredient>(ingredient: Ingredient | null | undefined, service: SubgraphName): Ingredient {
  if (ingredient === null || ingredient === undefined) throw new FiguresUnreachable(service, 'it told nothing');
  return ingredient;
}
