import { Migration } from '@mikro-orm/migrations';
import { impactMigrationSql } from '../../../packages/figures/slices/impact-tables.ts';
import { markTriggerSql } from '../../../packages/figures/measures/mark-trigger.ts';
import { historyMigrationSql } from '../../../packages/platform/verb/history.ts';
import { idempotencyMigrationSql } from '../../../packages/platform/verb/idempotency.ts';

/** Households, people, loans and what crosses to inventory. */
export class Migration0001 extends Migration {
  override up(): void {
    this.addSql(historyMigrationSql);
    this.addSql(idempotencyMigrationSql);
    this.addSql(households);
    this.addSql(people);
    this.addSql(loans);
    this.addSql(terms);
    this.addSql(machines);
    this.addSql(crossings);
    for (const table of ['household', 'loan', 'loan_term', 'loan_machine', 'crossing']) {
      this.addSql(seenBy(table, ['lender', 'manager', 'service']));
    }
    this.addSql(seenBy('person', ['lender', 'trainer', 'manager', 'service']));
    for (const sql of [...impactMigrationSql(), ...markTriggers]) this.addSql(sql);
  }
}

// The sub-select is evaluated once per statement; without it, once per row.
const seenBy = (table: string, roles: string[]): string => `
  alter table ${table} enable row level security;
  create policy seen_by_its_people on ${table} using (
    (select string_to_array(current_setting('app.roles', true), ',') && array['${roles.join("', '")}'])
  );`;

const households = `
  create table household (
    id text primary key,
    commune text not null,
    size int check (size between 1 and 30),
    quotient_band text check (quotient_band in ('UP_TO_400', 'UP_TO_600', 'UP_TO_800', 'ABOVE_800')),
    quotient_band_until date check (quotient_band_until is null or quotient_band is not null),
    registered_on date not null
  );`;

const people = `
  create table person (
    id text primary key,
    given_name text not null,
    family_name text not null,
    birth_year int check (birth_year >= 1900),
    household_id text references household
  );
  create index on person (household_id, id);`;

const loans = `
  create table loan (
    id text primary key,
    state text not null check (state in ('REQUESTED', 'APPROVED', 'REFUSED', 'SIGNED', 'ACTIVE', 'RETURNED')),
    household_id text references household,
    organisation_id text,
    programme_id text,
    commune text not null,
    requested_on date not null,
    approved_on date check (approved_on >= requested_on),
    signed_on date check (signed_on >= approved_on),
    started_on date check (started_on >= signed_on),
    due_on date check (due_on > started_on),
    returned_on date check (returned_on >= started_on),
    term_count int not null check ((term_count > 0) = (started_on is not null)),
    last_step_on date not null check (last_step_on >= requested_on),
    refusal_reason text check (refusal_reason in ('NOT_ELIGIBLE', 'OUTSIDE_AREA', 'NO_COMPUTER_LEFT', 'OTHER')),
    refusal_referral text,
    crossing_id text,
    check ((household_id is null) <> (organisation_id is null)),
    check ((state = 'REFUSED') = (refusal_reason is not null)),
    check ((state in ('APPROVED', 'SIGNED', 'ACTIVE', 'RETURNED')) = (approved_on is not null)),
    check ((state in ('SIGNED', 'ACTIVE', 'RETURNED')) = (signed_on is not null)),
    check ((state in ('ACTIVE', 'RETURNED')) = (started_on is not null)),
    check ((state in ('ACTIVE', 'RETURNED')) = (due_on is not null)),
    check ((state = 'RETURNED') = (returned_on is not null))
  );
  create index on loan (household_id, id);
  create index on loan (organisation_id, id);
  create index on loan (programme_id, id);
  create index on loan (due_on) where state = 'ACTIVE';`;

const terms = `
  create table loan_term (
    loan_id text not null references loan,
    number int not null check (number > 0),
    starts_on date not null,
    ends_on date not null check (ends_on > starts_on),
    agreed_on date not null,
    primary key (loan_id, number)
  );`;

// A computer is on one loan at most, reserved or out, whatever the code does.
const machines = `
  create table loan_machine (
    id text primary key,
    loan_id text not null references loan,
    computer_id text not null,
    from_on date,
    to_on date check (to_on >= from_on),
    condition text check (condition in ('WORKING', 'BROKEN')),
    donor_id text,
    check (to_on is null or from_on is not null),
    check (condition is null or to_on is not null)
  );
  create unique index on loan_machine (computer_id) where to_on is null;
  create unique index on loan_machine (loan_id) where to_on is null and from_on is not null;
  create index on loan_machine (loan_id, id);
  create index on loan_machine (computer_id, id);
  create index on loan_machine (donor_id);`;

const crossings = `
  create table crossing (
    id text primary key,
    loan_id text not null unique references loan,
    verb text not null check (verb in ('handOverComputer', 'swapComputer', 'returnComputer')),
    happens_on date not null,
    computer_out text,
    computer_back text,
    condition text check (condition in ('WORKING', 'BROKEN')),
    requested_by text not null,
    idempotency_key text not null,
    check ((verb <> 'returnComputer') = (computer_out is not null)),
    check ((verb <> 'handOverComputer') = (computer_back is not null)),
    check ((computer_back is not null) = (condition is not null))
  );`;

// The end of a term counts once it is renewed or the computer is back, and both mark it: from agreement to start is enough.
const markTriggers = [
  ...markTriggerSql({ table: 'loan', from: 'started_on', to: 'returned_on' }),
  ...markTriggerSql({ table: 'loan_term', from: 'agreed_on', to: 'starts_on' }),
];
