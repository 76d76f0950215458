import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import { assertAllowed } from '../../../packages/platform/access/policies.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { SEE_DERIVED, SEE_ROLES } from '../policies.ts';
import { Territory, territoryOf } from '../territory/territory.type.ts';
import { RoleHeld } from './organisation-role.entity.ts';
import { Organisation, OrganisationRole } from './organisation.entity.ts';
import { mergedByOrganisation, organisationById, rolesByOrganisation } from './organisation.loaders.ts';

const OrganisationConnection = connectionOf('Organisation', () => Organisation);

/** `$1` is searched, under merged names and numbers too; `$2` is a role held on `$3`, as `roles` tells it. */
const FOUND = `
  select * from organisation
  where merged_into is null
    and ($1::text is null or id in (
      select coalesce(merged_into, id) from organisation
      where strpos(lower(name), lower($1)) > 0 or $1 in (siret, rna)))
    and ($2::text is null or coalesce(closed_on >= $3::date, true) and id in (
      select organisation_id from role_held
      where role = $2 and since <= $3::date and coalesce(until >= $3::date, true)))`;

@Resolver(() => Organisation)
export class ListOrganisations {
  @Query(() => Organisation, {
    nullable: true,
    description:
      'The organisation of an id, of a number given later, or of an id merged into it; null when none is known.',
  })
  organisation(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: ServiceContext) {
    return organisationById(context).load(id);
  }

  @Query(() => OrganisationConnection, {
    description: 'Organisations by id: all, those whose name holds a text, or those that are something today.',
  })
  organisations(
    @Arg('role', () => OrganisationRole, {
      nullable: true,
      description: 'Only what is so to the association today, declared or derived; for whoever may read `roles`.',
    })
    role: OrganisationRole | undefined,
    @Arg('search', () => String, { nullable: true, description: 'A part of the name, a SIRET or an RNA number.' })
    search: string | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    if (role) assertAllowed(SEE_ROLES, context.viewer, 'organisations(role:)');
    return readPage<Organisation>(context, page, FOUND, [search ?? null, role ?? null, today(context.clock)]);
  }

  @FieldResolver(() => Territory, { description: 'The commune where it sits.' })
  commune(@Root() { commune }: Organisation) {
    return territoryOf(commune);
  }

  @FieldResolver(() => [OrganisationRole], { description: 'What it is to the association today.' })
  async roles(@Root() { id }: Organisation, @Ctx() context: ServiceContext) {
    const day = today(context.clock);
    const held = await rolesByOrganisation(context).load(id);
    const now = held.filter(({ since, until }) => since <= day && (until === null || until >= day));
    return [...new Set(now.map(({ role }) => role))].sort();
  }

  @FieldResolver(() => [RoleHeld], {
    description:
      'What it is and was to the association, the latest first. A partner is told of others what was declared, not what agreements and services show.',
  })
  async rolesHeld(@Root() { id }: Organisation, @Ctx() context: ServiceContext) {
    const { roles, organisation } = context.viewer;
    const held = await rolesByOrganisation(context).load(id);
    const seesAll = id === organisation || roles.some((role) => SEE_DERIVED.includes(role));
    return seesAll ? held : held.filter(({ origin }) => origin === 'DECLARED');
  }

  @FieldResolver(() => [ID], { description: 'Ids under which it was entered too, before they were merged into it.' })
  async mergedIds(@Root() { id }: Organisation, @Ctx() context: ServiceContext) {
    return (await mergedByOrganisation(context).load(id)).map((merged) => merged.id);
  }

  @FieldResolver(() => [HistoryEntry], {
    description: 'What happened to it, oldest first; to what was merged into it, too.',
  })
  async history(@Root() { id }: Organisation, @Ctx() context: ServiceContext) {
    const merged = await mergedByOrganisation(context).load(id);
    const ids = [...merged.map((one) => one.id), id];
    const histories = await Promise.all(ids.map((one) => historyById(context).load(one)));
    return histories.flat().toSorted((one, other) => one.recordedAt.getTime() - other.recordedAt.getTime());
  }
}
