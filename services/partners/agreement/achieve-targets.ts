import { Ctx, FieldResolver, Float, Resolver, Root, type ClassType } from 'type-graphql';
import { Figure, MeasureType } from '../../../packages/figures/read/figure.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { AskFigures } from '../impact/ask-figures.ts';
import type { Catalogue } from '../measure/catalogue.ts';
import { Territory, territoryOf } from '../territory/territory.type.ts';
import { agreementById } from './agreement.loaders.ts';
import { Target } from './target.entity.ts';
import { scopeOf, shareOf, type Share } from './target.rules.ts';

/** What is shown of targets, through the graph's own figures. */
export function createAchieveTargets(catalogue: Catalogue, askFigures: AskFigures): ClassType {
  const measures = new Map(catalogue.map((measure) => [measure.name, measure]));

  @Resolver(() => Target)
  class AchieveTargets {
    @FieldResolver(() => MeasureType, {
      nullable: true,
      description: 'What it means; null when the catalogue has it no more.',
    })
    measure(@Root() { indicator }: Target) {
      return measures.get(indicator) ?? null;
    }

    @FieldResolver(() => Territory, { description: 'Where.' })
    territory(@Root() { territory }: Target) {
      return territoryOf(territory);
    }

    @FieldResolver(() => Figure, {
      nullable: true,
      description: 'What the network counts of it; an error FIGURES_UNREACHABLE when a service does not answer.',
    })
    async achieved(@Root() target: Target, @Ctx() context: ServiceContext): Promise<Figure | null> {
      if (!measures.has(target.indicator)) return null;
      const agreement = await agreementById(context).load(target.agreementId);
      const scope = scopeOf(target, agreement?.programmeId ?? null, context.association);
      return (await askFigures(context).load({ scope, measure: target.indicator })).figure;
    }

    @FieldResolver(() => Float, {
      nullable: true,
      description: 'What is achieved as a share of the target, when that is EXACT; 1 is all of it.',
    })
    async share(@Root() target: Target, @Ctx() context: ServiceContext) {
      return (await this.sharesOf(target, context))?.share ?? null;
    }

    @FieldResolver(() => Float, { nullable: true, description: 'At least this share; null when nothing is told.' })
    async shareAtLeast(@Root() target: Target, @Ctx() context: ServiceContext) {
      return (await this.sharesOf(target, context))?.shareAtLeast ?? null;
    }

    @FieldResolver(() => Float, { nullable: true, description: 'At most this share; null when no bound is told.' })
    async shareAtMost(@Root() target: Target, @Ctx() context: ServiceContext) {
      return (await this.sharesOf(target, context))?.shareAtMost ?? null;
    }

    private async sharesOf(target: Target, context: ServiceContext): Promise<Share | null> {
      const achieved = await this.achieved(target, context);
      return achieved && shareOf(target.value, achieved);
    }
  }
  return AchieveTargets;
}
