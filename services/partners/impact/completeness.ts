import { Ctx, Directive, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import { lastClosedMonth } from '../../../packages/figures/measures/closed-months.ts';
import { freshnessOf, type Freshness } from '../../../packages/figures/read/freshness.ts';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';
import { GraphQLDateTimeISO } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Association } from '../association/association.entity.ts';
import { allAssociations } from '../association/network.ts';
import { expectedIn } from './expected-associations.ts';
import { Impact, told, type ImpactWithIngredients } from './impact-part.ts';
import { refusedHere, type Refused } from './refused-here.ts';
import { oldestOf, Reporting, reportingOf } from './reporting.ts';

@ObjectType({ description: 'Whether everybody who should be in an answer is in it, and how old what it rests on is.' })
export class Completeness {
  @Field(() => Int, { description: 'Member associations that work in a part of the territory during the period.' })
  expected!: number;

  @Field(() => Int, { description: 'Those of them that have ever reported.' })
  reporting!: number;

  @Field(() => Int, { description: 'Those of them whose figures, from all four services, are recent and taken.' })
  upToDate!: number;

  @Field(() => Int, {
    description: 'Those of them that have reported and now give no sign of life: their last figures stay.',
  })
  offline!: number;

  @Field(() => GraphQLPeriod, {
    nullable: true,
    description: 'The last month of the period whose closing day, the 15th of the next, is over; null when none is.',
  })
  closedMonth!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Those expected that had told all of `closedMonth` by its closing day; null when no month has closed.',
  })
  onTime!: number | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'The oldest instant up to which all is counted of one who reports.',
  })
  oldestAsOf!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'The most recent such instant.' })
  newestAsOf!: Date | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description:
      'The oldest instant at which figures on people of one who reports were counted: they are replaced in steps of at least eleven, and once more when their year closes. Null when nobody tells any.',
  })
  peopleAsOf!: Date | null;

  @Field(() => [Association], {
    description: 'Those expected whose figures are not recent, are refused, or never came.',
  })
  late!: Association[];

  @Field(() => [Reporting], { description: 'Everybody expected, by id, with how recent its own figures are.' })
  associations!: Reporting[];
}

const HEARD = '{ association asOf receivedAt peopleAsOf isOnTime refusedWith refusedSince }';

@Resolver(() => Impact)
export class CompletenessOfImpact {
  @Directive(`@requires(fields: "inventoryFreshness ${HEARD} lendingFreshness ${HEARD} trainingFreshness ${HEARD}")`)
  @FieldResolver(() => Completeness, {
    nullable: true,
    description:
      'How complete and how recent this answer is. Null with an error when one of the four services does not answer.',
  })
  async completeness(@Root() impact: ImpactWithIngredients, @Ctx() context: ServiceContext): Promise<Completeness> {
    const { scope } = impact;
    const others = [
      told(impact.inventoryFreshness, 'inventory'),
      told(impact.lendingFreshness, 'lending'),
      told(impact.trainingFreshness, 'training'),
    ];
    const own = await freshnessOf(scope, context);
    const day = today(context.clock);
    const expected = expectedIn(scope, await allAssociations(context), day);
    const freshSince = new Date(context.clock.now().getTime() - context.freshSeconds * 1000);
    const refused = await refusedHere(context);
    return weigh(expected, [...others, own], freshSince, lastClosedMonth(scope.period, day), refused);
  }
}

/** Sums up what each service has heard of each association. Instants may come as text, as they travelled. */
export function weigh(
  expected: readonly Association[],
  services: readonly (readonly Freshness[])[],
  freshSince: Date,
  closedMonth: string | null,
  refused: readonly Refused[],
): Completeness {
  const heardOf = Map.groupBy(services.flat(), ({ association }) => association);
  const refusedOf = new Map(refused.map((one) => [one.association, one]));
  const measuring = { services: services.length, freshSince, closedMonth };
  const associations = expected.map((association) =>
    reportingOf(association, heardOf.get(association.id) ?? [], refusedOf.get(association.id) ?? null, measuring),
  );
  const count = (holds: (one: Reporting) => boolean | null): number => associations.filter(holds).length;
  const late = associations.filter(({ isLate }) => isLate);
  const newest = expected.flatMap(({ id }) => heardOf.get(id) ?? []).map(({ asOf }) => new Date(asOf));
  return {
    expected: expected.length,
    reporting: count(({ asOf }) => asOf !== null),
    upToDate: expected.length - late.length,
    offline: count(({ isOffline }) => isOffline),
    closedMonth,
    onTime: closedMonth === null ? null : count(({ isOnTime }) => isOnTime),
    oldestAsOf: oldestOf(associations.map(({ asOf }) => asOf)),
    newestAsOf: newest.toSorted((a, b) => +b - +a)[0] ?? null,
    peopleAsOf: oldestOf(associations.map(({ peopleAsOf }) => peopleAsOf)),
    late: late.map(({ association }) => association),
    associations,
  };
}
