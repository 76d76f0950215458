import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Named } from '../../../packages/platform/peers/noun.ts';
import { refuse, Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { whyErased } from '../duplicate/duplicate.rules.ts';
import { pendingByNoun } from '../forgetting/elsewhere.ts';
import { Household } from '../household/household.entity.ts';
import { householdById } from '../household/household.loaders.ts';
import { Person } from './person.entity.ts';
import { PersonMerge } from './person-merge.ts';
import { mergesByPerson, personById } from './person.loaders.ts';

export const findPerson = ({ id }: { id: string }, context: ServiceContext): Promise<Person | null> =>
  personById(context).load(id);

/** The id of a person whom another service names: the kept one, after a merge. Refuses `NOT_FOUND`, `ERASED`. */
export async function findNamedPerson({ id }: Named, context: ServiceContext): Promise<string> {
  const person = await personById(context).load(id);
  if (!person) throw unknown(id);
  refuse(whyErased(person, 'id'));
  return person.id;
}

const unknown = (id: string): Refusal =>
  new Refusal('NOT_FOUND', 'id', {
    en: `Nobody is known here as ${id}; correct the id, or register the person first.`,
    fr: `Personne n'est connu ici comme ${id} ; corrigez l'identifiant, ou enregistrez d'abord la personne.`,
  });

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

  @FieldResolver(() => [String], {
    description: 'The services that have still to forget what was erased here; empty when each has.',
  })
  async erasurePendingIn(@Root() { id }: Person, @Ctx() context: ServiceContext): Promise<string[]> {
    return (await pendingByNoun(context).load(id)).map(({ peer }) => peer);
  }
}
