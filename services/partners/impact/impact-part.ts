import type { Figure } from '../../kit/impact/read/figure.ts';
import type { Freshness } from '../../kit/impact/read/freshness.ts';
import { createImpactPart, impactOf, type ImpactRoot } from '../../kit/impact/read/impact-resolver.ts';
import { encodeScope, type ImpactScope } from '../../kit/impact/read/impact-scope.ts';
import { measures } from '../measures.ts';

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

/** An `Impact` with what the planner brought from the services that own it. */
export interface ImpactWithIngredients extends ImpactRoot {
  familiesEquipped: Figure;
  refurbishingCost: Figure;
  individualSupportCost: Figure;
  organisationsEquippedMembers: string[];
  organisationsTrainedMembers: string[];
  inventoryFreshness: Freshness[];
  lendingFreshness: Freshness[];
  trainingFreshness: Freshness[];
}

/** The `Impact` of a scope. */
export const toImpact = (scope: ImpactScope): ImpactRoot => impactOf(new Impact(), encodeScope(scope), scope);
