import type { EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { existingOrganisation } from '../existing-organisation.ts';
import { whyMerged, whyNotMergeable } from './merge.rules.ts';
import { DeclaredRole } from './organisation-role.entity.ts';
import { Organisation, OrganisationRole } from './organisation.entity.ts';
import { tellMerges, tellMergesLater } from './tell-merges.ts';

@InputType({ description: 'What `mergeOrganisations` is told: two entries of one organisation.' })
class MergeOrganisationsInput extends VerbInput {
  @Field(() => ID, { description: 'The entry to give up; its id and numbers become other names of the kept one.' })
  organisationId!: string;

  @Field(() => ID, { description: 'The entry to keep.' })
  keptOrganisationId!: string;
}

@ObjectType({ description: 'What came of `mergeOrganisations`.' })
class MergeOrganisationsPayload {
  @Field(() => Organisation, {
    nullable: true,
    description: 'The kept one as it now stands; null when it was refused.',
  })
  organisation?: Organisation;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class MergeOrganisations {
  @Mutation(() => MergeOrganisationsPayload, {
    description:
      'Makes two entries of one organisation one: agreements, services, roles and numbers of both are of the kept one, which is found under both ids and counted once; donations, loans, sessions and all that other services know follow, at once or as soon as they answer. Certificates and locked reports keep what they said. It cannot be undone. Refused with NOT_FOUND, MERGED, SAME_ONE, BOTH_CLOSED, ORGANISATION_CLOSED, BEFORE_REGISTRATION, IN_THE_FUTURE, INVALID_INPUT.',
  })
  async mergeOrganisations(
    @Arg('input', () => MergeOrganisationsInput, { description: 'What to do.' }) input: MergeOrganisationsInput,
    @Ctx() context: ServiceContext,
  ) {
    const merged = await act(context, 'mergeOrganisations', input, async (acting) => {
      const { em, today, happened } = acting;
      const on = businessDay(input.on, today);
      const { other, kept } = await bothOf(input, em);
      refuse(whyNotMergeable(other, kept, on));
      const details = { merged: other.id, ...(await merge(other, kept, acting)) };
      await happened({ noun: 'Organisation', id: kept.id, verb: 'mergeOrganisations', on, details });
      await tellMergesLater(em);
      return { organisation: kept };
    });
    // Whoever does not answer now, the job that was left asks again.
    if (merged.organisation) await tellMerges(context).catch(() => {});
    return merged;
  }
}

/** Both entries, locked in the order of their ids, so that two merges of the same two take turns. */
async function bothOf({ organisationId, keptOrganisationId }: MergeOrganisationsInput, em: EntityManager) {
  refuse(whyMerged(await em.findOne(Organisation, { id: organisationId }), 'organisationId'));
  const other = await existingOrganisation(em, organisationId, 'organisationId');
  const kept = await existingOrganisation(em, keptOrganisationId, 'keptOrganisationId');
  for (const id of [other.id, kept.id].toSorted()) await findLocked(em, Organisation, id, 'organisationId');
  return { other, kept };
}

/** What hangs on the one goes over to the other; how much of it is told. */
async function merge(other: Organisation, kept: Organisation, acting: Acting): Promise<Record<string, number>> {
  const { em } = acting;
  await uniteRoles(other, kept, acting);
  const numbers = { siret: kept.siret ?? other.siret, rna: kept.rna ?? other.rna };
  // A number is one row's at a time: it leaves the one before it comes to the other.
  if (numbers.siret === other.siret) other.siret = null;
  if (numbers.rna === other.rna) other.rna = null;
  other.mergedInto = kept.id;
  await em.flush();
  Object.assign(kept, numbers);
  await em.execute('update organisation set merged_into = ? where merged_into = ?', [kept.id, other.id]);
  const agreements = await em.execute<object[]>(MOVE('agreement'), [kept.id, other.id]);
  const services = await em.execute<object[]>(MOVE('delivery'), [kept.id, other.id]);
  return { agreements: agreements.length, services: services.length };
}

const MOVE = (table: 'agreement' | 'delivery') =>
  `update ${table} set organisation_id = ? where organisation_id = ? returning id`;

/** Declared stretches of both, those that touch or overlap made one; a closed entry's end with it. */
const UNITE = `
  with taken as (delete from organisation_role where organisation_id in (?, ?) returning *)
  select role, lower(days)::text as since, (upper(days) - 1)::text as until
  from (
    select role, unnest(range_agg(daterange(since, least(until, closed_on), '[]'))) as days
    from taken join organisation o on o.id = organisation_id
    where since <= coalesce(closed_on, since) group by role
  ) stretch`;

async function uniteRoles(other: Organisation, kept: Organisation, { em, newId }: Acting): Promise<void> {
  type Stretch = { role: OrganisationRole; since: string; until: string | null };
  for (const stretch of await em.execute<Stretch[]>(UNITE, [other.id, kept.id])) {
    em.create(DeclaredRole, { id: newId('role'), organisationId: kept.id, ...stretch });
  }
}
