import { badInput } from '../../../packages/platform/refusals/bad-input.ts';
import { today } from '../../../packages/calendar/clock.ts';
import { codesDuring } from '../../../packages/geography/list-territories.ts';
import { monthsIn, periodGrain, quartersIn, yearsIn, type Period } from '../../../packages/calendar/period.ts';
import { otherOf, parseCode } from '../../../packages/geography/territory.ts';
import type { ImpactScope } from '../../../packages/figures/read/impact-scope.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { allAssociations } from '../association/network.ts';
import { programmesDuring } from '../programme/programme.loaders.ts';
import { refuseTooMany } from '../territory/territory.rules.ts';
import { TerritoryLevel } from '../territory/territory.type.ts';
import { expectedIn } from './expected-associations.ts';
import type { Granularity } from './granularity.ts';
import { mapDays, territoriesDuring } from './territories-during.ts';

const WIDEST_FIRST = Object.keys(TerritoryLevel);
const GRAINS = ['MONTH', 'QUARTER', 'YEAR', 'EVER'];
const CUTS = { MONTH: monthsIn, QUARTER: quartersIn, YEAR: yearsIn };

/** A scope's parts by the territories of a level, by code. Refuses a level that is not narrower, and too many. */
export function partsByTerritory(scope: ImpactScope, level: TerritoryLevel, context: ServiceContext): ImpactScope[] {
  refuseWider(scope, level);
  const codes = territoriesDuring(scope, level, today(context.clock));
  refuseTooMany(codes.length);
  return codes.map((territory) => ({ ...scope, territory }));
}

/**
 * What the territories of a level leave of a scope: the "other places" in which figures on people are told that may not be
 * told there. None inside an EPCI, whose departments tell theirs together with those of its neighbours.
 */
export function otherPlaces(scope: ImpactScope, level: TerritoryLevel, { clock }: ServiceContext): ImpactScope[] {
  refuseWider(scope, level);
  const whole = parseCode(scope.territory ?? 'FR')!;
  if (whole.level === 'EPCI') return [];
  const [first, last] = mapDays(scope, today(clock));
  const inside = WIDEST_FIRST.slice(WIDEST_FIRST.indexOf(whole.level) + 1, WIDEST_FIRST.indexOf(level));
  const between = inside
    .filter((each) => each === 'REGION' || each === 'DEPARTMENT')
    .flatMap((each) => codesDuring(scope.territory ?? 'FR', each as TerritoryLevel, first, last));
  return [scope.territory ?? 'FR', ...between].map((code) => ({ ...scope, territory: otherOf(code) }));
}

function refuseWider({ territory }: ImpactScope, level: TerritoryLevel): void {
  const whole = parseCode(territory ?? 'FR')!;
  if (whole.isOther || WIDEST_FIRST.indexOf(level) <= WIDEST_FIRST.indexOf(whole.level))
    throw badInput('level', 'is not narrower than the territory');
}

/** A scope's parts by the associations that work there and are members in the period, by id. */
export async function partsByAssociation(scope: ImpactScope, context: ServiceContext): Promise<ImpactScope[]> {
  const expected = expectedIn(scope, await allAssociations(context), today(context.clock));
  return expected.map(({ id }) => ({ ...scope, association: id }));
}

/** A scope's parts by the programmes that ran in the period, by id; what is in none is in no part. */
export async function partsByProgramme(scope: ImpactScope, context: ServiceContext): Promise<ImpactScope[]> {
  if (scope.programme !== null) return [scope];
  const programmes = await programmesDuring(scope.period, context);
  return programmes.map(({ id }) => ({ ...scope, programme: id }));
}

/** A scope's parts by month, quarter or year, oldest first. Refuses parts that are longer than the whole. */
export async function partsOver(scope: ImpactScope, by: Granularity, context: ServiceContext): Promise<ImpactScope[]> {
  if (GRAINS.indexOf(by) > GRAINS.indexOf(periodGrain(scope.period))) throw badInput('by', 'is longer than the period');
  const day = today(context.clock);
  const since = scope.period === 'ever' ? await beginning(context, day) : undefined;
  const periods: Period[] = CUTS[by](scope.period, day, since);
  return periods.map((period) => ({ ...scope, period }));
}

async function beginning(context: ServiceContext, day: string): Promise<string> {
  const days = (await allAssociations(context)).map(({ memberSince }) => memberSince);
  return days.reduce((first, since) => (since < first ? since : first), day);
}
