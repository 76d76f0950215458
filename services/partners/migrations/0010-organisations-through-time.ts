import { Migration } from '@mikro-orm/migrations';

/** An organisation keeps its id when it is given another number, and what it is to the association has days. */
const ORGANISATIONS = `
  alter table organisation drop constraint organisation_check;
  alter table organisation add check (
    id like 'ORG-%' or coalesce(id = 'SIRET-' || siret, false) or coalesce(id = 'RNA-' || rna, false));
  alter table organisation add closed_on date;

  create table organisation_role (
    id text primary key,
    organisation_id text not null references organisation,
    role text not null,
    since date not null,
    until date check (until >= since)
  );
  create unique index one_such_role_at_a_time on organisation_role (organisation_id, role) where until is null;
  insert into organisation_role (id, organisation_id, role, since)
    select 'role_' || organisation.id || '_' || role, organisation.id, role, registered_on
    from organisation, unnest(roles) as role;
  alter table organisation drop roles;`;

/** What is declared, and what agreements and services show. It tells no amounts, so it looks past row-level security. */
const ROLES_HELD = `
  create view role_held as
    select organisation_id, role, since, until, 'DECLARED' as origin from organisation_role
    union all
    select organisation_id, case kind when 'FUNDING' then 'FUNDER' else 'PARTNER' end, min(starts_on),
      max(coalesce(terminated_on, ends_on)), 'DERIVED'
    from agreement where signed_on is not null group by organisation_id, kind
    union all
    select organisation_id, 'BENEFICIARY', min(delivered_on), null::date, 'DERIVED'
    from delivery where cancelled_on is null group by organisation_id;`;

/** Services can be corrected and cancelled, and say how long they took. */
const SERVICES = `
  alter table delivery add minutes int check (minutes > 0), add cancelled_on date, add cancellation_reason text,
    add check ((cancelled_on is null) = (cancellation_reason is null));`;

/** One programme comes after another; a member's territories have days. */
const NETWORK = `
  alter table programme add succeeds text references programme check (succeeds <> id);
  create index on programme (succeeds);

  create table association_coverage (
    id text primary key,
    association_id text not null references association,
    since date not null,
    covers text[] not null check (cardinality(covers) > 0),
    unique (association_id, since)
  );
  insert into association_coverage (id, association_id, since, covers)
    select 'coverage_' || id, id, member_since, covers from association;
  alter table association drop covers;`;

/** Organisations, services, programmes and members as they change. */
export class OrganisationsThroughTime extends Migration {
  override up(): void {
    for (const statements of [SERVICES, ORGANISATIONS, ROLES_HELD, NETWORK]) this.addSql(statements);
  }
}
