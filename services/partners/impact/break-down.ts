import { Arg, Ctx, FieldResolver, registerEnumType, Resolver, Root } from 'type-graphql';
import { badInput } from '../../kit/bad-input.ts';
import { today } from '../../kit/clock.ts';
import { monthsIn, periodGrain, quartersIn, yearsIn, type Period } from '../../kit/geography/period.ts';
import type { ImpactRoot } from '../../kit/impact/impact-resolver.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { allAssociations } from '../association/network.ts';
import { refuseTooMany } from '../territory/territory.rules.ts';
import { TerritoryLevel, territoryOf } from '../territory/territory.type.ts';
import { expectedIn } from './expected-associations.ts';
import { Impact, toImpact } from './impact-part.ts';
import { territoriesDuring } from './territories-during.ts';

export const Granularity = { MONTH: 'MONTH', QUARTER: 'QUARTER', YEAR: 'YEAR' } as const;
export type Granularity = keyof typeof Granularity;
registerEnumType(Granularity, { name: 'Granularity', description: 'How finely a period is cut.' });

const WIDEST_FIRST = Object.keys(TerritoryLevel);
const GRAINS = ['MONTH', 'QUARTER', 'YEAR', 'EVER'];
const CUTS = { MONTH: monthsIn, QUARTER: quartersIn, YEAR: yearsIn };

@Resolver(() => Impact)
export class BreakDownImpact {
  @FieldResolver(() => [Impact], {
    description:
      'The same for each territory of a level inside this one, by code. What is hidden under "other places" is in none.',
  })
  byTerritory(
    @Root() { scope }: ImpactRoot,
    @Arg('level', () => TerritoryLevel, { description: 'Narrower than the territory.' }) level: TerritoryLevel,
    @Ctx() { clock }: ServiceContext,
  ): ImpactRoot[] {
    const from = scope.territory ? territoryOf(scope.territory)!.level : 'COUNTRY';
    if (WIDEST_FIRST.indexOf(level) <= WIDEST_FIRST.indexOf(from))
      throw badInput('level', 'is not narrower than the territory');
    const codes = territoriesDuring(scope, level, today(clock));
    refuseTooMany(codes.length);
    return codes.map((territory) => toImpact({ ...scope, territory }));
  }

  @FieldResolver(() => [Impact], {
    description: 'The same for each association that works in the territory and is a member in the period, by id.',
  })
  async byAssociation(@Root() { scope }: ImpactRoot, @Ctx() context: ServiceContext): Promise<ImpactRoot[]> {
    const expected = expectedIn(scope, await allAssociations(context), today(context.clock));
    return expected.map(({ id }) => toImpact({ ...scope, association: id }));
  }

  @FieldResolver(() => [Impact], {
    description:
      "The same for each month, quarter or year of the period that has begun, oldest first; ever starts with the network's first member.",
  })
  async over(
    @Root() { scope }: ImpactRoot,
    @Arg('by', () => Granularity, { description: 'Not longer than the period.' }) by: Granularity,
    @Ctx() context: ServiceContext,
  ): Promise<ImpactRoot[]> {
    if (GRAINS.indexOf(by) > GRAINS.indexOf(periodGrain(scope.period)))
      throw badInput('by', 'is longer than the period');
    const day = today(context.clock);
    const since = scope.period === 'ever' ? await beginning(context, day) : undefined;
    const periods: Period[] = CUTS[by](scope.period, day, since);
    return periods.map((period) => toImpact({ ...scope, period }));
  }
}

async function beginning(context: ServiceContext, day: string): Promise<string> {
  const days = (await allAssociations(context)).map(({ memberSince }) => memberSince);
  return days.reduce((first, since) => (since < first ? since : first), day);
}
