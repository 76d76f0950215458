import { Migration } from '@mikro-orm/migrations';

/** An agreement's terms in numbered versions, its targets, and every movement of its money. */
const TABLES = `
  alter table agreement
    add version int not null default 1 check (version > 0),
    add reported_on date,
    add settled_on date check (settled_on >= reported_on),
    add waived_cents bigint check (waived_cents >= 0),
    add paid_back_cents bigint check (paid_back_cents >= 0),
    add check ((settled_on is null) = (waived_cents is null) and (settled_on is null) = (paid_back_cents is null));

  create table agreement_terms (
    agreement_id text not null references agreement,
    version int not null,
    agreed_on date,
    starts_on date not null,
    ends_on date not null check (ends_on >= starts_on),
    amount_cents bigint not null check (amount_cents >= 0),
    instalments jsonb not null,
    targets jsonb not null,
    reason text,
    primary key (agreement_id, version),
    check ((version = 1) = (reason is null))
  );
  insert into agreement_terms
    select id, 1, proposed_on, starts_on, ends_on, amount_cents,
      coalesce((select jsonb_agg(jsonb_build_object('dueOn', due_on, 'amountCents', i.amount_cents) order by number)
        from instalment i where agreement_id = a.id), '[]'), '[]', null
    from agreement a;

  create table target (
    id text primary key,
    agreement_id text not null references agreement,
    indicator text not null,
    value numeric not null check (value > 0),
    period text not null,
    territory text not null,
    in_programme boolean not null,
    unique (agreement_id, indicator, period, territory, in_programme)
  );

  alter table instalment add withdrawn_in int check (withdrawn_in > 1),
    add check (withdrawn_in is null or received_on is null);

  create table receipt (
    id text primary key,
    instalment_id text not null references instalment,
    received_on date not null,
    cents bigint not null check (cents <> 0),
    reverses text unique references receipt,
    reason text,
    check ((reverses is null) = (cents > 0)),
    check ((reverses is null) or (reason is not null))
  );
  create index on receipt (instalment_id, id);
  insert into receipt (id, instalment_id, received_on, cents)
    select 'receipt_' || id, id, received_on, received_cents from instalment where received_on is not null;`;

/** What was written of terms and money stays, whoever writes; amending never falls below what came. */
const GUARDS = `
  create function refuse_rewriting() returns trigger language plpgsql as $$
  begin
    raise 'what % holds is never rewritten', tg_table_name using errcode = 'check_violation';
  end $$;
  create trigger never_rewritten before update or delete on agreement_terms
    for each row execute function refuse_rewriting();
  create trigger never_rewritten before update or delete on receipt
    for each row execute function refuse_rewriting();

  create function refuse_shortfall() returns trigger language plpgsql as $$
  begin
    if (select sum(received_cents) from instalment where agreement_id = new.id) > new.amount_cents then
      raise 'more received than agreed for %', new.id using errcode = 'check_violation';
    end if;
    return null;
  end $$;
  create trigger never_below_what_came after update of amount_cents on agreement
    for each row execute function refuse_shortfall();`;

/** Terms, targets and receipts are seen by whoever sees the agreement; a coordinator reports on it. */
const ROW_LEVEL_SECURITY = `
  drop policy seen on agreement;
  create policy seen on agreement using (
    string_to_array(current_setting('app.roles', true), ',') && array['manager', 'coordinator', 'service']
    or organisation_id = current_setting('app.organisation', true));
  alter table agreement_terms enable row level security;
  create policy seen on agreement_terms using (exists (select from agreement where agreement.id = agreement_id));
  alter table target enable row level security;
  create policy seen on target using (exists (select from agreement where agreement.id = agreement_id));
  alter table receipt enable row level security;
  create policy seen on receipt using (exists (select from instalment where instalment.id = instalment_id));`;

/** Agreements to their settlement: amended, with targets, receipts and a balance. */
export class AgreementCycle extends Migration {
  override up(): void {
    for (const statements of [TABLES, GUARDS, ROW_LEVEL_SECURITY]) this.addSql(statements);
  }
}
