import { Arg, Ctx, Directive, Field, ID, InputType, ObjectType, Query, Resolver, type ClassType } from 'type-graphql';
import type { Policies } from '../access/policies.ts';
import { Refusal, UserError, userError } from '../refusals/refusal.ts';
import { GraphQLLocalDate } from '../schema/scalars.ts';
import type { ServiceContext } from '../context/service-context.ts';
import type { SubgraphName } from '../peers/subgraph.ts';
import type { Named, Noun } from '../peers/noun.ts';
import { ownerQuery } from '../peers/owner-names.ts';

@Directive('@inaccessible')
@InputType({ description: 'An id, and the days it is spoken of.' })
class NamedInput {
  @Field(() => String, { description: 'What it is the id of: `organisation`.' })
  noun!: string;

  @Field(() => ID, { description: 'The id.' })
  id!: string;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The first day; null when any day will do.',
  })
  from!: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The last day; null when any day will do.',
  })
  to!: string | null;
}

@Directive('@inaccessible')
@Directive('@shareable')
@ObjectType({ description: 'What an id names, as its owner knows it.' })
class KnownName {
  @Field(() => ID, {
    nullable: true,
    description: 'The id it is kept under, another one after a merge; null when it cannot be named.',
  })
  id!: string | null;

  @Field(() => UserError, {
    nullable: true,
    description: 'Why it cannot be named.',
  })
  whyNot!: UserError | null;
}

/** How an owner finds one of its things: the id it is kept under. Throws a `Refusal` when it cannot be named on those days. */
export type FindNamed = (named: Named, context: ServiceContext) => Promise<string>;

/** What a service answers to the others of its instance about the ids that it owns. */
export function createOwnerResolver(service: SubgraphName, nouns: Partial<Record<Noun, FindNamed>>): ClassType {
  @Resolver()
  class OwnerResolver {
    @Directive('@inaccessible')
    @Query(() => [KnownName], {
      name: ownerQuery(service),
      description: `For the other services: what ids of ${Object.keys(nouns).join(', ')} name, in their order.`,
    })
    known(
      @Arg('names', () => [NamedInput], { description: 'The ids.' })
      names: NamedInput[],
      @Ctx() context: ServiceContext,
    ): Promise<KnownName[]> {
      return Promise.all(names.map((named) => answer(named as Named, context)));
    }
  }

  async function answer(named: Named, context: ServiceContext): Promise<KnownName> {
    const find = nouns[named.noun];
    if (!find) throw new Error(`${service} owns no ${named.noun}`);
    try {
      return { id: await find(named, context), whyNot: null };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { id: null, whyNot: userError(error) };
    }
  }
  return OwnerResolver;
}

/** A service asks as itself: no person sees through it what they may not see. */
export const ownerPolicies = (service: SubgraphName): Policies => ({
  [`Query.${ownerQuery(service)}`]: ['service'],
});
