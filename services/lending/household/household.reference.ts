import { Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { pendingByNoun } from '../forgetting/elsewhere.ts';
import { LoanConnection } from '../loan/loan.entity.ts';
import { loansByHousehold } from '../loan/loan.loaders.ts';
import { Person } from '../person/person.entity.ts';
import { peopleByHousehold } from '../person/person.loaders.ts';
import { TerritoryStub } from '../territory/territory.reference.ts';
import { Household } from './household.entity.ts';
import { aliasesByHousehold, householdById } from './household.loaders.ts';

export const findHousehold = ({ id }: { id: string }, context: ServiceContext): Promise<Household | null> =>
  householdById(context).load(id);

@Resolver(() => Household)
export class HouseholdReference {
  @FieldResolver(() => TerritoryStub, { description: 'The commune where it lives.' })
  commune(@Root() household: Household): TerritoryStub {
    return { code: household.commune };
  }

  @FieldResolver(() => [Person], { description: 'The people in it that the association knows.' })
  people(@Root() household: Household, @Ctx() context: ServiceContext) {
    return peopleByHousehold(context).load(household.id);
  }

  @FieldResolver(() => LoanConnection, { description: 'Its loans, oldest first.' })
  loans(@Root() household: Household, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return loansByHousehold(context, household.id, page);
  }

  @FieldResolver(() => [ID], {
    description: 'The ids of entries that were merged into this one; each still answers it.',
  })
  async mergedIds(@Root() household: Household, @Ctx() context: ServiceContext): Promise<string[]> {
    const aliases = await aliasesByHousehold(context).load(household.id);
    return aliases.map(({ id }) => id);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() household: Household, @Ctx() context: ServiceContext) {
    return historyById(context).load(household.id);
  }

  @FieldResolver(() => [String], {
    description: 'The services that have still to forget what was erased here; empty when each has.',
  })
  async erasurePendingIn(@Root() { id }: Household, @Ctx() context: ServiceContext): Promise<string[]> {
    return (await pendingByNoun(context).load(id)).map(({ peer }) => peer);
  }
}
