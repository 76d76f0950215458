import { Ctx, Directive, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { today } from '../../kit/clock.ts';
import { freshnessOf, type Freshness } from '../../kit/impact/freshness.ts';
import { GraphQLDateTimeISO } from '../../kit/scalars.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { Association } from '../association/association.entity.ts';
import { allAssociations } from '../association/network.ts';
import { expectedIn } from './expected-associations.ts';
import { Impact, type ImpactWithIngredients } from './impact-part.ts';

@ObjectType({ description: 'Whether everybody who should be in an answer is in it, and how old what it rests on is.' })
export class Completeness {
  @Field(() => Int, { description: 'Member associations that work in a part of the territory during the period.' })
  expected!: number;

  @Field(() => Int, { description: 'Those of them that have ever reported.' })
  reporting!: number;

  @Field(() => Int, { description: 'Those of them whose figures, from all four services, are recent.' })
  upToDate!: number;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'The oldest instant up to which all is counted of one who reports.',
  })
  oldestAsOf!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'The most recent such instant.' })
  newestAsOf!: Date | null;

  @Field(() => [Association], { description: 'Those expected whose figures are not recent, or never came.' })
  late!: Association[];
}

@Resolver(() => Impact)
export class CompletenessOfImpact {
  @Directive(
    '@requires(fields: "inventoryFreshness { association asOf } lendingFreshness { association asOf } trainingFreshness { association asOf }")',
  )
  @FieldResolver(() => Completeness, { description: 'How complete and how recent this answer is.' })
  async completeness(@Root() impact: ImpactWithIngredients, @Ctx() context: ServiceContext): Promise<Completeness> {
    const { scope, inventoryFreshness, lendingFreshness, trainingFreshness } = impact;
    const own = await freshnessOf(scope.association, context);
    const expected = expectedIn(scope, await allAssociations(context), today(context.clock));
    const freshSince = new Date(context.clock.now().getTime() - context.freshSeconds * 1000);
    return weigh(expected, [inventoryFreshness, lendingFreshness, trainingFreshness, own], freshSince);
  }
}

/** Sums up what each service has heard of each association. `asOf` may come as text, as it travelled. */
export function weigh(
  expected: readonly Association[],
  services: readonly (readonly Freshness[])[],
  freshSince: Date,
): Completeness {
  const heardOf = Map.groupBy(services.flat(), ({ association }) => association);
  const instantsOf = ({ id }: Association): number[] =>
    (heardOf.get(id) ?? []).map(({ asOf }) => new Date(asOf).getTime());
  const isLate = (association: Association): boolean => {
    const instants = instantsOf(association);
    return instants.length < services.length || Math.min(...instants) < freshSince.getTime();
  };
  const late = expected.filter(isLate);
  const instants = expected.flatMap(instantsOf);
  return {
    expected: expected.length,
    reporting: expected.filter((association) => instantsOf(association).length > 0).length,
    upToDate: expected.length - late.length,
    oldestAsOf: instants.length > 0 ? new Date(Math.min(...instants)) : null,
    newestAsOf: instants.length > 0 ? new Date(Math.max(...instants)) : null,
    late,
  };
}
