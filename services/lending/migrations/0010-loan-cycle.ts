import { Migration } from '@mikro-orm/migrations';
import { markTriggerSql } from '../../../packages/figures/measures/mark-trigger.ts';
import { LENDING_ROLES, seenBy } from './seen-by.ts';

/** The whole life of a loan: review, waiting list, withdrawal, faults, check-ups, cession, loss, sanction and closing. */
export class Migration0010 extends Migration {
  override up(): void {
    for (const table of ['loan', 'crossing']) this.addSql(withoutChecks(table));
    this.addSql(columns);
    this.addSql(checks);
    this.addSql(machines);
    this.addSql(crossings);
    this.addSql(faults);
    this.addSql(seenBy('loan_fault', LENDING_ROLES));
    this.addSql(histories);
    // A loan counts until it ends, whichever way.
    this.addSql('drop function mark_loan() cascade');
    for (const sql of markTriggerSql({ table: 'loan', from: 'started_on', to: 'ended_on' })) this.addSql(sql);
  }
}

// The first year's checks have no names of their own.
const withoutChecks = (table: string): string => `
  do $$ declare found text; begin
    for found in select conname from pg_constraint where conrelid = '${table}'::regclass and contype = 'c' loop
      execute format('alter table ${table} drop constraint %I', found);
    end loop;
  end $$;`;

const columns = `
  alter table loan
    add review_started_on date,
    add waitlisted_on date,
    add priority text,
    add priority_reason text,
    add out_of_turn_reason text,
    add refusal_organisation_id text,
    add withdrawn_on date,
    add last_seen_on date,
    add ceded_on date,
    add price_cents int,
    add unrecovered_on date,
    add loss text,
    add complained_on date,
    add sanction_until date,
    add sanction_lifted_on date,
    add sanction_lift_reason text,
    add closed_on date,
    add detached_id text,
    add ended_on date generated always as (coalesce(returned_on, ceded_on, unrecovered_on)) stored;
  create index on loan ((array_position(array['PRESCRIBED', 'UNEQUIPPED', 'STANDARD'], priority)), requested_on, id)
    where state = 'WAITLISTED';
  create index on loan (waitlisted_on) where state = 'WAITLISTED';
  update loan set last_seen_on = (select max(from_on) from loan_machine where loan_id = loan.id);`;

const OVER = `'REFUSED', 'WITHDRAWN', 'RETURNED', 'CEDED', 'UNRECOVERED'`;
const RUNNING_OR_ENDED = `'ACTIVE', 'RETURNED', 'CEDED', 'UNRECOVERED'`;

// What each state needs; a closed loan keeps whatever the state before had.
const checks = `
  alter table loan
    add constraint known_state check (state in ('REQUESTED', 'IN_REVIEW', 'WAITLISTED', 'APPROVED', 'SIGNED', 'ACTIVE', ${OVER}, 'CLOSED')),
    add constraint one_borrower check (num_nonnulls(household_id, organisation_id, detached_id) = 1),
    add constraint detached_when_closed check (state = 'CLOSED' or detached_id is null),
    add constraint attached_until_closed check (state <> 'CLOSED' or household_id is null),
    add constraint days_in_order check (
      review_started_on >= requested_on and waitlisted_on >= requested_on and approved_on >= requested_on
      and signed_on >= approved_on and started_on >= signed_on and ended_on >= started_on and due_on > started_on
      and withdrawn_on >= requested_on and last_step_on >= requested_on and closed_on >= requested_on
      and complained_on <= unrecovered_on),
    add constraint undecided check (state not in ('REQUESTED', 'IN_REVIEW', 'WAITLISTED', 'REFUSED') or approved_on is null),
    add constraint approved check (state not in ('APPROVED', 'SIGNED', ${RUNNING_OR_ENDED}) or approved_on is not null),
    add constraint signed check (state not in ('SIGNED', ${RUNNING_OR_ENDED}) or signed_on is not null),
    add constraint started check (state not in (${RUNNING_OR_ENDED}) or started_on is not null),
    add constraint started_once_active check (started_on is null or state in (${RUNNING_OR_ENDED}, 'CLOSED')),
    add constraint due_once_started check ((due_on is null) = (started_on is null)),
    add constraint terms_once_started check ((term_count > 0) = (started_on is not null) and term_count >= 0),
    add constraint ends_once check (num_nonnulls(returned_on, ceded_on, unrecovered_on, withdrawn_on) <= 1),
    add constraint returned check (state = 'CLOSED' or (state = 'RETURNED') = (returned_on is not null)),
    add constraint ceded check (state = 'CLOSED' or (state = 'CEDED') = (ceded_on is not null)),
    add constraint unrecovered check (state = 'CLOSED' or (state = 'UNRECOVERED') = (unrecovered_on is not null)),
    add constraint withdrawn check (state = 'CLOSED' or (state = 'WITHDRAWN') = (withdrawn_on is not null)),
    add constraint closed check ((state = 'CLOSED') = (closed_on is not null)),
    add constraint waitlisted check (state <> 'WAITLISTED' or waitlisted_on is not null),
    add constraint known_priority check (priority in ('PRESCRIBED', 'UNEQUIPPED', 'STANDARD')),
    add constraint priority_of_waiting check ((priority is null) = (waitlisted_on is null)),
    add constraint known_refusal check (refusal_reason in ('NOT_ELIGIBLE', 'OUTSIDE_AREA', 'NO_COMPUTER_LEFT', 'OTHER')),
    add constraint refused check (state = 'CLOSED' or (state = 'REFUSED') = (refusal_reason is not null)),
    add constraint priced check ((price_cents is not null) = (ceded_on is not null) and price_cents >= 0),
    add constraint known_loss check (loss in ('LOST', 'STOLEN', 'NOT_RETURNED')),
    add constraint lost check ((loss is not null) = (unrecovered_on is not null)),
    add constraint theft_complained_of check ((complained_on is not null) = (loss is not distinct from 'STOLEN')),
    add constraint sanction_lifted check (sanction_lifted_on is null or sanction_until is not null);`;

// What inventory told of the machine when it went out; price caps depend on it.
const machines = `alter table loan_machine add kind text;`;

const crossings = `
  alter table crossing
    add computer_kept text,
    add fault_id text,
    add problem text,
    add price_cents int,
    add loss text,
    add complained_on date,
    add constraint complete check (case verb
      when 'handOverComputer' then computer_out is not null and num_nonnulls(computer_back, computer_kept) = 0
      when 'swapComputer' then num_nonnulls(computer_out, computer_back, condition) = 3
      when 'returnComputer' then num_nonnulls(computer_back, condition) = 2 and computer_out is null
      when 'reportFault' then num_nonnulls(computer_kept, fault_id, problem) = 3 and computer_back is null
      when 'cedeLoanedComputer' then num_nonnulls(computer_back, price_cents) = 2 and condition is null
      when 'declareUnrecovered' then num_nonnulls(computer_back, loss) = 2 and condition is null
      else false end),
    add constraint known_condition check (condition in ('WORKING', 'BROKEN'));`;

const faults = `
  create table loan_fault (
    id text primary key,
    loan_id text not null references loan,
    computer_id text not null,
    problem text not null,
    repair_ticket_id text not null,
    reported_on date not null,
    resolved_on date check (resolved_on >= reported_on),
    resolution text check (resolution in ('REPAIRED', 'SWAPPED', 'LOAN_ENDED')),
    check ((resolved_on is null) = (resolution is null))
  );
  create index on loan_fault (loan_id, id);`;

// A loan's history does not name its borrower, so that closing the loan is enough to part them.
const histories = `update history set details = details - 'householdId' where noun = 'Loan';`;
