import { Migration } from '@mikro-orm/migrations';

/** A period reported on, and the figures and agreements as they were when it was submitted. */
const TABLES = `
  create table reporting_period (
    id text primary key,
    agreement_id text references agreement,
    programme_id text references programme,
    in_programme boolean not null,
    period text not null check (period <> 'ever'),
    territory text not null,
    revision int not null check (revision > 0),
    supersedes text unique references reporting_period,
    reason text,
    opened_on date not null,
    submitted_on date, submitted_at timestamptz, submitted_by text, statement jsonb,
    approved_on date, approved_by text,
    locked_on date, locked_at timestamptz,
    check (num_nonnulls(agreement_id, programme_id) = 1),
    check ((revision = 1) = (supersedes is null) and (revision = 1) = (reason is null)),
    check (num_nulls(submitted_on, submitted_at, submitted_by, statement) in (0, 4)),
    check (num_nulls(approved_on, approved_by) in (0, 2)),
    check (num_nulls(locked_on, locked_at) in (0, 2)),
    check (submitted_on >= opened_on and (approved_on is null or approved_on >= submitted_on)
      and (locked_on is null or locked_on >= approved_on)),
    check (approved_on is null or submitted_on is not null),
    check (locked_on is null or approved_on is not null),
    check (approved_by <> submitted_by)
  );
  create unique index one_revision_of_a_report on reporting_period
    (coalesce(agreement_id, ''), coalesce(programme_id, ''), period, territory, revision);

  create table reported_figure (
    reporting_period_id text not null references reporting_period,
    number int not null,
    service text not null,
    as_of timestamptz,
    value double precision, at_least double precision, at_most double precision,
    status text not null, reason text,
    measure jsonb not null,
    primary key (reporting_period_id, number)
  );`;

/** A locked report never changes, whoever writes: another revision says what was wrong. */
const LOCKED_FOR_GOOD = `
  create function refuse_unlocking() returns trigger language plpgsql as $$
  begin
    if old.locked_on is not null then
      raise 'reporting period % is locked', old.id using errcode = 'check_violation';
    end if;
    return case tg_op when 'DELETE' then old else new end;
  end $$;
  create trigger locked_for_good before update or delete on reporting_period
    for each row execute function refuse_unlocking();

  create function refuse_refiguring() returns trigger language plpgsql security definer set search_path from current as $$
  begin
    if exists (select from reporting_period where locked_on is not null
        and id in (case when tg_op <> 'INSERT' then old.reporting_period_id end,
                   case when tg_op <> 'DELETE' then new.reporting_period_id end)) then
      raise 'the figures of a locked reporting period never change' using errcode = 'check_violation';
    end if;
    return case tg_op when 'DELETE' then old else new end;
  end $$;
  create trigger locked_for_good before insert or update or delete on reported_figure
    for each row execute function refuse_refiguring();

  create function refuse_emptying() returns trigger language plpgsql as $$
  begin
    raise '% is never emptied', tg_table_name using errcode = 'check_violation';
  end $$;
  create trigger never_emptied before truncate on reporting_period execute function refuse_emptying();
  create trigger never_emptied before truncate on reported_figure execute function refuse_emptying();`;

/** A partner reads the reports of its own agreements, once they are submitted. */
const ROW_LEVEL_SECURITY = `
  alter table reporting_period enable row level security;
  create policy seen on reporting_period using (
    string_to_array(current_setting('app.roles', true), ',') && array['manager', 'coordinator', 'service']
    or (submitted_on is not null and exists (select from agreement where agreement.id = agreement_id
      and agreement.organisation_id = current_setting('app.organisation', true))));
  alter table reported_figure enable row level security;
  create policy seen on reported_figure
    using (exists (select from reporting_period where reporting_period.id = reporting_period_id));`;

/** Reporting periods, from opened to locked. */
export class ReportingPeriods extends Migration {
  override up(): void {
    for (const statements of [TABLES, LOCKED_FOR_GOOD, ROW_LEVEL_SECURITY]) this.addSql(statements);
  }
}
