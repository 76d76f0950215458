import { Migration } from '@mikro-orm/migrations';
import { impactMigrationSql } from '../../../packages/figures/slices/impact-tables.ts';
import { markTriggerSql } from '../../../packages/figures/measures/mark-trigger.ts';
import { historyMigrationSql } from '../../../packages/platform/verb/history.ts';
import { idempotencyMigrationSql } from '../../../packages/platform/verb/idempotency.ts';

const SEEN_BY_TRAINERS = `(string_to_array(current_setting('app.roles', true), ',') && array['trainer', 'manager', 'service'])`;

/** Places, sessions, attendance and visas. */
export class Migration0001 extends Migration {
  override up(): void {
    this.addSql(historyMigrationSql);
    this.addSql(idempotencyMigrationSql);
    this.addSql(places);
    this.addSql(sessions);
    this.addSql(attendances);
    this.addSql(visas);
    for (const sql of [...impactMigrationSql(), ...markTriggers]) this.addSql(sql);
  }
}

const places = `
  create table place (
    id text primary key,
    name text not null,
    kind text not null check (kind in ('CAFE_NUMERIQUE', 'DIGITAL_SPACE', 'NEIGHBOURHOOD_HOUSE', 'PAT', 'HOME', 'OTHER')),
    commune text not null,
    address text check (kind <> 'HOME' or address is null),
    accessibility text[] not null,
    unique (commune, name)
  );`;

const sessions = `
  create table session (
    id text primary key,
    kind text not null check (kind in ('INDIVIDUAL', 'COLLECTIVE')),
    mode text not null check (mode in ('ON_SITE', 'HOME', 'REMOTE')),
    place_id text references place check (case mode when 'ON_SITE' then place_id is not null when 'REMOTE' then place_id is null else true end),
    commune text not null,
    staff_commune text not null,
    programme_id text,
    organisation_id text,
    theme text not null,
    state text not null check (state in ('SCHEDULED', 'HELD', 'CANCELLED')),
    scheduled_on date not null,
    held_on date check ((held_on is not null) = (state = 'HELD')),
    cancellation_reason text check ((cancellation_reason is not null) = (state = 'CANCELLED')),
    minutes int not null check (minutes > 0),
    seats int not null check (seats > 0 and (kind = 'COLLECTIVE' or seats = 1)),
    staff_count int not null check (staff_count > 0),
    anonymous_attendance int not null default 0 check (anonymous_attendance >= 0),
    accessibility text[] not null
  );
  create index on session (place_id, id);
  create index on session (organisation_id, id);
  create index on session (programme_id, id);
  create index on session (coalesce(held_on, scheduled_on), id);`;

const attendances = `
  create table attendance (
    id text primary key,
    session_id text not null references session,
    person_id text not null,
    status text not null check (status in ('BOOKED', 'SEEN', 'EXCUSED', 'NO_SHOW')),
    booked_on date,
    autonomy text check (autonomy is null or (autonomy in ('GUIDED', 'PARTLY', 'AUTONOMOUS') and status = 'SEEN')),
    minutes int not null default 0 check (minutes >= 0 and (minutes = 0 or status = 'SEEN')),
    unique (session_id, person_id)
  );
  create index on attendance (session_id, id);
  create index on attendance (person_id, id);
  alter table attendance enable row level security;
  create policy seen_by_trainers on attendance using ${SEEN_BY_TRAINERS};`;

const visas = `
  create table visa (
    id text primary key,
    person_id text not null,
    programme_id text not null,
    commune text not null,
    state text not null check (state in ('ISSUED', 'STARTED', 'COMPLETED')),
    amount_cents int not null check (amount_cents > 0),
    issued_on date not null,
    started_on date check (started_on >= issued_on),
    completed_on date check (completed_on >= started_on),
    unique (person_id, programme_id),
    check ((started_on is not null) = (state <> 'ISSUED')),
    check ((completed_on is not null) = (state = 'COMPLETED'))
  );
  alter table visa enable row level security;
  create policy seen_by_trainers on visa using ${SEEN_BY_TRAINERS};`;

const markTriggers = [
  ...markTriggerSql({ table: 'session', from: 'held_on' }),
  ...markTriggerSql({ table: 'attendance', from: '(select held_on from session where id = changed.session_id)' }),
  ...markTriggerSql({ table: 'visa', from: 'issued_on', to: 'coalesce(completed_on, started_on, issued_on)' }),
];
