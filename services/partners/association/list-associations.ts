import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { badInput } from '../../../packages/platform/refusals/bad-input.ts';
import { today } from '../../../packages/calendar/clock.ts';
import { findTerritory } from '../../../packages/geography/find-territory.ts';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Territory, territoryOf } from '../territory/territory.type.ts';
import { AssociationCoverage } from './association-coverage.entity.ts';
import { Association } from './association.entity.ts';
import { associationById, coverageByAssociation } from './association.loaders.ts';
import { coversBetween, meetTerritory } from './coverage.ts';
import { allAssociations } from './network.ts';

const AssociationConnection = connectionOf('Association', () => Association);

@Resolver(() => Association)
export class ListAssociations {
  @Query(() => Association, {
    nullable: true,
    description: 'The member association of an id; null when none is known.',
  })
  association(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: ServiceContext) {
    return associationById(context).load(id);
  }

  @Query(() => AssociationConnection, { description: 'Member associations, past ones too, by id.' })
  async associations(
    @Arg('within', () => ID, { nullable: true, description: 'Code of a territory of which they cover a part.' })
    within: string | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    if (within === undefined) return readPage<Association>(context, page, 'select * from association');
    if (!findTerritory(within)) throw badInput('within', 'is not the code of a territory');
    const day = today(context.clock);
    const inside = (await allAssociations(context)).filter((member) =>
      meetTerritory(coversBetween(member, day, day), within, day),
    );
    const ids = inside.map(({ id }) => id);
    return readPage<Association>(context, page, 'select * from association where id = any($1)', [ids]);
  }

  @FieldResolver(() => Territory, { description: 'The commune of its workshop.' })
  seat(@Root() { seat }: Association) {
    return territoryOf(seat);
  }

  @FieldResolver(() => [Territory], { description: 'The territories it works in, or worked in last.' })
  async covers(@Root() { id }: Association, @Ctx() context: ServiceContext) {
    const coverage = await coverageByAssociation(context).load(id);
    return coverage.at(-1)!.covers.map(territoryOf);
  }

  @FieldResolver(() => [AssociationCoverage], { description: 'The same, change by change, oldest first.' })
  coverage(@Root() { id }: Association, @Ctx() context: ServiceContext) {
    return coverageByAssociation(context).load(id);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Association, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}

@Resolver(() => AssociationCoverage)
export class CoverageTerritories {
  @FieldResolver(() => [Territory], { description: 'The territories it worked in from then on.' })
  territories(@Root() { covers }: AssociationCoverage) {
    return covers.map(territoryOf);
  }
}
