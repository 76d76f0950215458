import { Migration } from '@mikro-orm/migrations';
import { markTriggerSql } from '../../../packages/figures/measures/mark-trigger.ts';

const SEEN_BY_TRAINERS = `(string_to_array(current_setting('app.roles', true), ',') && array['trainer', 'manager', 'service'])`;

/** From what the Region allocates to what it pays. */
export class Migration0010 extends Migration {
  override up(): void {
    this.addSql(allocations);
    this.addSql(visas);
    this.addSql(hours);
    this.addSql(claims);
    for (const sql of markedUntilPaid) this.addSql(sql);
  }
}

const allocations = `
  create table visa_allocation (
    id text primary key,
    programme_id text not null,
    funder_id text,
    reference text,
    visas int not null check (visas > 0),
    issued int not null default 0,
    amount_cents int not null check (amount_cents > 0),
    hours int not null check (hours > 0),
    allocated_on date not null,
    valid_from date not null,
    valid_until date not null,
    check (issued between 0 and visas),
    check (valid_until >= valid_from)
  );
  create index on visa_allocation (programme_id, valid_until, id);`;

// visa_check2 and visa_check3 tied the days of start and completion to the three states there were.
const visas = `
  alter table visa
    drop constraint visa_state_check,
    drop constraint visa_check2,
    drop constraint visa_check3,
    drop constraint visa_person_id_programme_id_key,
    add allocation_id text references visa_allocation,
    add valid_until date check (valid_until >= issued_on),
    add minutes_needed int not null default 600 check (minutes_needed > 0),
    add moved_on date,
    add paid_on date,
    add cancelled_on date,
    add cancellation_reason text check (cancellation_reason in ('ISSUED_IN_ERROR', 'GIVEN_UP', 'HOURS_CORRECTED', 'OTHER')),
    add merge_id text,
    add constraint visa_known_state check (
      state in ('ISSUED', 'STARTED', 'COMPLETED', 'CLAIMED', 'PAID', 'REJECTED', 'EXPIRED', 'CANCELLED')
    ),
    add constraint visa_started check (case
      when state = 'ISSUED' then started_on is null
      when state in ('EXPIRED', 'CANCELLED') then true
      else started_on is not null end),
    add constraint visa_completed check (case
      when state in ('ISSUED', 'STARTED', 'EXPIRED') then completed_on is null
      when state = 'CANCELLED' then true
      else completed_on is not null end),
    add constraint visa_paid check ((paid_on is not null) = (state = 'PAID')),
    add constraint visa_cancelled check (
      (cancelled_on is not null) = (state = 'CANCELLED') and (cancellation_reason is not null) = (state = 'CANCELLED')
    );
  update visa set moved_on = coalesce(completed_on, started_on, issued_on);
  -- One open visa in each programme was the rule; whoever has two keeps them.
  update visa set merge_id = 'several programmes' where completed_on is null and exists (
    select from visa earlier
     where earlier.person_id = visa.person_id and earlier.completed_on is null and earlier.id < visa.id
  );
  alter table visa alter moved_on set not null, alter minutes_needed drop default;
  create unique index visa_once_per_programme on visa (person_id, programme_id)
    where state not in ('EXPIRED', 'CANCELLED') and merge_id is null;
  create unique index visa_one_open on visa (person_id) where state in ('ISSUED', 'STARTED') and merge_id is null;
  create index on visa (person_id, id);
  create index on visa (allocation_id, id);`;

// The primary key is what makes an hour count for one visa at most.
const hours = `
  create table visa_attendance (
    attendance_id text primary key references attendance,
    visa_id text not null references visa
  );
  create index on visa_attendance (visa_id);
  alter table visa_attendance enable row level security;
  create policy seen_by_trainers on visa_attendance using ${SEEN_BY_TRAINERS};
  insert into visa_attendance (attendance_id, visa_id)
  select distinct on (attendance.id) attendance.id, visa.id
    from visa
    join attendance on attendance.person_id = visa.person_id and attendance.status = 'SEEN'
    join session on session.id = attendance.session_id
     and session.held_on between visa.started_on and visa.completed_on
   order by attendance.id, visa.id;`;

const claims = `
  create table visa_claim (
    id text primary key,
    programme_id text not null,
    year int not null,
    number int not null check (number > 0),
    claimed_on date not null,
    settled_on date check (settled_on >= claimed_on),
    unique (year, number)
  );
  create table visa_claim_line (
    claim_id text not null references visa_claim,
    visa_id text not null references visa,
    outcome text check (outcome in ('PAID', 'REJECTED')),
    reason text check (reason in ('HOURS_NOT_PROVEN', 'NOT_ELIGIBLE', 'OUT_OF_TIME', 'PAID_ELSEWHERE', 'OTHER')),
    primary key (claim_id, visa_id),
    check ((reason is not null) = (outcome is not distinct from 'REJECTED'))
  );
  create unique index visa_claimed_once on visa_claim_line (visa_id) where outcome is distinct from 'REJECTED';
  create index on visa_claim_line (visa_id);
  alter table visa_claim_line enable row level security;
  create policy seen_by_trainers on visa_claim_line using ${SEEN_BY_TRAINERS};`;

const markedUntilPaid = [
  'drop function mark_visa() cascade',
  ...markTriggerSql({ table: 'visa', from: 'issued_on', to: 'coalesce(paid_on, completed_on, started_on, issued_on)' }),
];
