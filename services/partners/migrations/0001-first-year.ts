import { Migration } from '@mikro-orm/migrations';
import { impactMigrationSql } from '../../../packages/figures/slices/impact-tables.ts';
import { markTriggerSql } from '../../../packages/figures/measures/mark-trigger.ts';
import { historyMigrationSql } from '../../../packages/platform/verb/history.ts';
import { idempotencyMigrationSql } from '../../../packages/platform/verb/idempotency.ts';

const TABLES = `
  create table organisation (
    id text primary key,
    name text not null check (name <> ''),
    siret text unique check (siret ~ '^[0-9]{14}$'),
    rna text unique check (rna ~ '^W[0-9][0-9A-Z][0-9]{7}$'),
    kind text not null,
    commune text not null check (commune like 'COM-%'),
    roles text[] not null,
    registered_on date not null,
    check (id = coalesce('SIRET-' || siret, 'RNA-' || rna, id))
  );

  create table programme (
    id text primary key,
    name text not null check (name <> ''),
    starts_on date not null,
    ends_on date check (ends_on >= starts_on)
  );

  create table association (
    id text primary key,
    name text not null check (name <> ''),
    rna text, siret text,
    seat text not null check (seat like 'COM-%'),
    covers text[] not null check (cardinality(covers) > 0),
    member_since date not null,
    member_until date check (member_until >= member_since),
    is_sample boolean not null
  );

  create table agreement (
    id text primary key,
    organisation_id text not null references organisation,
    programme_id text references programme,
    title text not null check (title <> ''),
    kind text not null,
    proposed_on date not null,
    signed_on date check (signed_on >= proposed_on and signed_on <= ends_on),
    starts_on date not null,
    ends_on date not null check (ends_on >= starts_on),
    terminated_on date check (terminated_on >= coalesce(signed_on, proposed_on)),
    termination_reason text,
    amount_cents bigint not null check (amount_cents >= 0),
    check ((kind = 'FUNDING') = (amount_cents > 0)),
    check ((terminated_on is null) = (termination_reason is null))
  );
  create index on agreement (organisation_id, id);
  create index on agreement (programme_id, id);

  create table instalment (
    id text primary key,
    agreement_id text not null references agreement,
    number int not null check (number > 0),
    due_on date not null,
    amount_cents bigint not null check (amount_cents > 0),
    received_on date,
    received_cents bigint check (received_cents > 0),
    commune text,
    unique (agreement_id, number),
    check ((received_on is null) = (received_cents is null)),
    check ((received_on is null) = (commune is null))
  );
  create index on instalment (received_on);

  create table delivery (
    id text primary key,
    organisation_id text not null references organisation,
    programme_id text references programme,
    kind text not null,
    delivered_on date not null,
    title text not null check (title <> ''),
    commune text not null check (commune like 'COM-%')
  );
  create index on delivery (organisation_id, id);
  create index on delivery (delivered_on);`;

/** The last line of defence: received money never exceeds the agreement, whoever writes. */
const NEVER_BEYOND_THE_AGREEMENT = `
  create function refuse_excess() returns trigger language plpgsql as $$
  begin
    if (select sum(received_cents) from instalment where agreement_id = new.agreement_id)
       > (select amount_cents from agreement where id = new.agreement_id) then
      raise 'more received than agreed for %', new.agreement_id using errcode = 'check_violation';
    end if;
    return null;
  end $$;
  create trigger never_beyond_the_agreement after insert or update on instalment
    for each row execute function refuse_excess();`;

/** Contracts and services: managers see all, people of the association see services, a partner what is its own. */
const ROW_LEVEL_SECURITY = `
  alter table agreement enable row level security;
  create policy seen on agreement using (
    string_to_array(current_setting('app.roles', true), ',') && array['manager', 'service']
    or organisation_id = current_setting('app.organisation', true));
  alter table instalment enable row level security;
  create policy seen on instalment using (exists (select from agreement where agreement.id = agreement_id));
  alter table delivery enable row level security;
  create policy seen on delivery using (
    string_to_array(current_setting('app.roles', true), ',')
      && array['technician', 'lender', 'trainer', 'manager', 'service']
    or organisation_id = current_setting('app.organisation', true));`;

/** Which months' figures a change of these rows touches. */
const MARKS = [
  markTriggerSql({ table: 'delivery', from: 'changed.delivered_on' }),
  markTriggerSql({ table: 'instalment', from: 'changed.received_on' }),
  // The agreement says which programme and organisation its money counts for.
  markTriggerSql({
    table: 'agreement',
    from: '(select min(received_on) from instalment where agreement_id = changed.id)',
    to: '(select max(received_on) from instalment where agreement_id = changed.id)',
  }),
];

/** Organisations, programmes, member associations, agreements and services, with their history and figures. */
export class FirstYear extends Migration {
  override up(): void {
    this.addSql(TABLES);
    this.addSql(NEVER_BEYOND_THE_AGREEMENT);
    this.addSql(ROW_LEVEL_SECURITY);
    this.addSql(historyMigrationSql);
    this.addSql(idempotencyMigrationSql);
    for (const statement of [...impactMigrationSql(), ...MARKS.flat()]) this.addSql(statement);
  }
}
