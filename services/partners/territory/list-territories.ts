import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { badInput } from '../../../packages/platform/refusals/bad-input.ts';
import { today } from '../../../packages/calendar/clock.ts';
import { findTerritory, nameOn } from '../../../packages/geography/find-territory.ts';
import { children, territories } from '../../../packages/geography/list-territories.ts';
import { inTurns } from '../../../packages/platform/service/in-turns.ts';
import { connectionOf, type Connection } from '../../../packages/platform/read/connection.ts';
import { cursorOf, PageArgs, readPageArgs } from '../../../packages/platform/read/page-args.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { refuseTooMany } from './territory.rules.ts';
import { Territory, TerritoryLevel, territoryOf } from './territory.type.ts';

const TerritoryConnection = connectionOf('Territory', () => Territory);

@Resolver(() => Territory)
export class ListTerritories {
  @Query(() => Territory, {
    nullable: true,
    description: 'The territory of a code, present or former; null when unknown.',
  })
  territory(@Arg('code', () => ID, { description: '`REG-53`, `COM-56121`…' }) code: string) {
    return findTerritory(code);
  }

  @Query(() => TerritoryConnection, { description: "Territories of today's map, widest level first, then by code." })
  territories(
    @Arg('level', () => TerritoryLevel, { nullable: true, description: 'One level only.' })
    level: TerritoryLevel | undefined,
    @Arg('within', () => ID, { nullable: true, description: 'Code of what they must lie in.' })
    within: string | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { clock }: ServiceContext,
  ): Connection<Territory> {
    const { first, afterId } = readPageArgs(page);
    const offset = afterId === null ? 0 : offsetOf(afterId);
    const { nodes, total } = territories({ level, within, on: today(clock), first, offset });
    const cursorAt = (index: number): string => cursorOf(String(offset + index + 1));
    return {
      nodes,
      edges: nodes.map((node, index) => ({ node, cursor: cursorAt(index) })),
      pageInfo: {
        hasNextPage: offset + nodes.length < total,
        endCursor: nodes.length > 0 ? cursorAt(nodes.length - 1) : null,
      },
    };
  }

  @FieldResolver(() => String, { description: 'Its official name, in French.' })
  name(
    @Root() { code, name }: Territory,
    @Arg('on', () => GraphQLLocalDate, {
      nullable: true,
      description: 'The day whose name is meant, since communes and EPCI change theirs; its last known one by default.',
    })
    on: string | undefined,
  ) {
    return on === undefined ? name : nameOn(code, on);
  }

  @FieldResolver(() => [Territory], {
    description: 'What its land became on the day it ended, by code; none while it exists.',
  })
  successors(@Root() { successors }: Territory) {
    return successors.map(territoryOf);
  }

  @FieldResolver(() => [Territory], {
    description: 'Those whose land, or a part of it, became its own at some time since 2000, by code.',
  })
  predecessors(@Root() { predecessors }: Territory) {
    return predecessors.map(territoryOf);
  }

  @FieldResolver(() => Territory, {
    nullable: true,
    description: 'The nearest territory that holds it; none for France.',
  })
  parent(@Root() { parents }: Territory) {
    return parents[0] ? territoryOf(parents[0]) : null;
  }

  @FieldResolver(() => [Territory], { description: 'Every territory that holds it, nearest first.' })
  ancestors(@Root() { parents }: Territory) {
    return parents.map(territoryOf);
  }

  @FieldResolver(() => [Territory], { description: 'The territories of a level inside it, by code.' })
  children(
    @Root() { code }: Territory,
    @Arg('level', () => TerritoryLevel, { description: 'Narrower than this one.' }) level: TerritoryLevel,
    @Arg('on', () => GraphQLLocalDate, { nullable: true, description: 'The day whose map is used; today by default.' })
    on: string | undefined,
    @Ctx() context: ServiceContext,
  ) {
    const inside = children(code, level, on ?? today(context.clock));
    refuseTooMany(inside.length);
    return inTurns(context, inside);
  }
}

/** The map stands still while it is read, so that a place in the list is all a cursor needs to say. */
function offsetOf(after: string): number {
  if (!/^\d{1,6}$/.test(after)) throw badInput('after', 'is not a cursor of this list');
  return Number(after);
}
