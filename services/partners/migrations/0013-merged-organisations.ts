import { Migration } from '@mikro-orm/migrations';

/** An organisation that was entered twice: one of the two rows stands for an id of the other, and for nothing else. */
const ALIASES = `
  alter table organisation
    add merged_into text references organisation,
    add check (merged_into <> id);
  alter table organisation drop constraint organisation_check;
  alter table organisation add constraint organisation_check check (
    merged_into is not null or id like 'ORG-%'
    or coalesce(id = 'SIRET-' || siret, false) or coalesce(id = 'RNA-' || rna, false));
  create index on organisation (merged_into);

  create function refuse_alias_of_alias() returns trigger language plpgsql as $$
  begin
    if exists (select from organisation a join organisation b on b.id = a.merged_into
        where new.id in (a.id, b.id) and b.merged_into is not null) then
      raise '% would be the alias of an alias', new.id using errcode = 'check_violation';
    end if;
    return null;
  end $$;
  create constraint trigger alias_of_no_alias after insert or update of merged_into on organisation
    deferrable initially deferred for each row execute function refuse_alias_of_alias();`;

/**
 * What is entered for an alias while the two are merged goes to the one that is kept. The foreign key waits for the
 * merge, and its trigger runs before this one, so that this one sees it.
 */
const FOLLOWING = `
  create function follow_the_kept() returns trigger language plpgsql security definer set search_path from current as $$
  begin
    execute format('update %I set organisation_id = o.merged_into from organisation o
      where %1$I.id = $1 and o.id = $2 and o.merged_into is not null', tg_table_name) using new.id, new.organisation_id;
    return null;
  end $$;
  create trigger follow_the_kept after insert or update of organisation_id on agreement
    for each row execute function follow_the_kept();
  create trigger follow_the_kept after insert or update of organisation_id on delivery
    for each row execute function follow_the_kept();
  create trigger follow_the_kept after insert or update of organisation_id on organisation_role
    for each row execute function follow_the_kept();`;

/** A partner is known by any id of its organisation; a coordinator, who keeps the directory, moves services with it. */
const ROW_LEVEL_SECURITY = `
  create function organisation_of_viewer() returns text language sql stable set search_path from current as $$
    select coalesce(
      (select coalesce(merged_into, id) from organisation where id = current_setting('app.organisation', true)),
      current_setting('app.organisation', true))
  $$;
  alter policy seen on agreement using (
    string_to_array(current_setting('app.roles', true), ',') && array['manager', 'coordinator', 'service']
    or organisation_id = (select organisation_of_viewer()));
  alter policy seen on delivery using (
    string_to_array(current_setting('app.roles', true), ',')
      && array['technician', 'lender', 'trainer', 'manager', 'coordinator', 'service']
    or organisation_id = (select organisation_of_viewer()));
  alter policy seen on reporting_period using (
    string_to_array(current_setting('app.roles', true), ',') && array['manager', 'coordinator', 'service']
    or (submitted_on is not null and exists (select from agreement where agreement.id = agreement_id
      and agreement.organisation_id = (select organisation_of_viewer()))));`;

/** Organisations entered twice become one. */
export class MergedOrganisations extends Migration {
  override up(): void {
    for (const statements of [ALIASES, FOLLOWING, ROW_LEVEL_SECURITY]) this.addSql(statements);
  }
}
