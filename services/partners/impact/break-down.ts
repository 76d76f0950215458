import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ImpactRoot } from '../../../packages/figures/read/impact-resolver.ts';
import { inTurns } from '../../../packages/platform/service/in-turns.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { TerritoryLevel } from '../territory/territory.type.ts';
import { Granularity } from './granularity.ts';
import { Impact, toImpact } from './impact-part.ts';
import { otherPlaces, partsByAssociation, partsByProgramme, partsByTerritory, partsOver } from './parts.ts';

/** Some of them follow later. */
type Parts = (ImpactRoot | Promise<ImpactRoot>)[];

const LEVEL = { description: 'Narrower than the territory.' };

@Resolver(() => Impact)
export class BreakDownImpact {
  @FieldResolver(() => [Impact], {
    description:
      'The same for each territory of a level inside this one, by code. What is told under "other places" is in none: see `otherPlaces`.',
  })
  byTerritory(
    @Root() { scope }: ImpactRoot,
    @Arg('level', () => TerritoryLevel, LEVEL) level: TerritoryLevel,
    @Ctx() context: ServiceContext,
  ): Parts {
    return inTurns(context, partsByTerritory(scope, level, context).map(toImpact));
  }

  @FieldResolver(() => [Impact], {
    description:
      'What `byTerritory` of a level leaves: people of places that may not be told by themselves, department by department and wider. Empty inside an EPCI.',
  })
  otherPlaces(
    @Root() { scope }: ImpactRoot,
    @Arg('level', () => TerritoryLevel, LEVEL) level: TerritoryLevel,
    @Ctx() context: ServiceContext,
  ): ImpactRoot[] {
    return otherPlaces(scope, level, context).map(toImpact);
  }

  @FieldResolver(() => [Impact], {
    description: 'The same for each association that works in the territory and is a member in the period, by id.',
  })
  async byAssociation(@Root() { scope }: ImpactRoot, @Ctx() context: ServiceContext): Promise<Parts> {
    return inTurns(context, (await partsByAssociation(scope, context)).map(toImpact));
  }

  @FieldResolver(() => [Impact], {
    description:
      'The same for each programme that ran in the period, by id. What was done in no programme is in none; figures on people are not told by programme.',
  })
  async byProgramme(@Root() { scope }: ImpactRoot, @Ctx() context: ServiceContext): Promise<ImpactRoot[]> {
    return (await partsByProgramme(scope, context)).map(toImpact);
  }

  @FieldResolver(() => [Impact], {
    description:
      "The same for each month, quarter or year of the period that has begun, oldest first; ever starts with the network's first member.",
  })
  async over(
    @Root() { scope }: ImpactRoot,
    @Arg('by', () => Granularity, { description: 'Not longer than the period.' }) by: Granularity,
    @Ctx() context: ServiceContext,
  ): Promise<Parts> {
    return inTurns(context, (await partsOver(scope, by, context)).map(toImpact));
  }
}
