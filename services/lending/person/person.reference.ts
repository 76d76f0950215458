import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ServiceContext } from '../../kit/service-context.ts';
import { HistoryEntry, historyById } from '../../kit/verb/history-entry.ts';
import { Household } from '../household/household.entity.ts';
import { householdById } from '../household/household.loaders.ts';
import { Person } from './person.entity.ts';
import { PersonMerge } from './person-merge.ts';
import { mergesByPerson, personById } from './person.loaders.ts';

export const findPerson = ({ id }: { id: string }, context: ServiceContext): Promise<Person | null> =>
  personById(context).load(id);

@Resolver(() => Person)
export class PersonReference {
  @FieldResolver(() => Household, { nullable: true, description: 'Null for somebody who comes to training only.' })
  household(@Root() person: Person, @Ctx() context: ServiceContext) {
    return person.householdId && householdById(context).load(person.householdId);
  }

  @FieldResolver(() => [PersonMerge], { description: 'Entries of the same person that were merged into this one.' })
  merges(@Root() person: Person, @Ctx() context: ServiceContext) {
    return mergesByPerson(context).load(person.id);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to them, oldest first; never their data.' })
  history(@Root() person: Person, @Ctx() context: ServiceContext) {
    return historyById(context).load(person.id);
  }
}
