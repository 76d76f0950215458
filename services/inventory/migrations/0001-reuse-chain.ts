import { Migration } from '@mikro-orm/migrations';
import { impactMigrationSql } from '../../../packages/figures/slices/impact-tables.ts';
import { markTriggerSql } from '../../../packages/figures/measures/mark-trigger.ts';
import { historyMigrationSql } from '../../../packages/platform/verb/history.ts';
import { idempotencyMigrationSql } from '../../../packages/platform/verb/idempotency.ts';

export class ReuseChain extends Migration {
  override up(): void {
    const statements = [
      ...tables,
      historyMigrationSql,
      idempotencyMigrationSql,
      ...rowSecurity,
      ...impactMigrationSql(),
      ...marks,
    ];
    for (const statement of statements) this.addSql(statement);
  }
}

const tables = [
  `create table donation (
     id text primary key,
     donor_id text not null,
     programme_id text,
     state text not null
       check (state in ('OFFERED', 'ACCEPTED', 'DECLINED', 'PICKED_UP', 'INVENTORIED')),
     announced_machines integer not null check (announced_machines >= 0),
     offered_on date not null,
     accepted_on date check (accepted_on >= offered_on),
     declined_on date check (declined_on >= offered_on),
     picked_up_on date check (picked_up_on >= accepted_on),
     inventoried_on date check (inventoried_on >= picked_up_on),
     unique (id, donor_id),
     check ((state = 'DECLINED') = (declined_on is not null)),
     check (state in ('OFFERED', 'DECLINED') or accepted_on is not null),
     check (state in ('OFFERED', 'DECLINED', 'ACCEPTED') or picked_up_on is not null)
   )`,
  'create index on donation (donor_id, id)',
  'create index on donation (programme_id, id)',
  'create index on donation (state, id)',
  // The donor is kept beside the donation so that row-level security needs no join; the key below keeps both equal.
  `create table computer (
     id text primary key,
     donation_id text not null,
     donor_id text not null,
     label text not null,
     serial text,
     asset_tag text,
     kind text not null check (kind in ('LAPTOP', 'DESKTOP', 'ALL_IN_ONE', 'TABLET', 'OTHER')),
     brand text,
     model text,
     processing text not null check (processing in
       ('ANNOUNCED', 'COLLECTED', 'TRIAGED', 'ERASED', 'REFURBISHING', 'READY', 'DISMANTLED', 'TO_RECYCLE')),
     custody text not null check (custody in
       ('AT_DONOR', 'IN_STOCK', 'ON_LOAN', 'IN_REPAIR', 'LOST', 'STOLEN', 'RECYCLED')),
     grade text check (grade in ('A', 'B', 'C')),
     is_destruction_due boolean not null default false,
     erased_on date,
     moved_on date not null,
     foreign key (donation_id, donor_id) references donation (id, donor_id),
     check ((processing = 'ANNOUNCED') = (custody = 'AT_DONOR')),
     check (processing not in ('ERASED', 'REFURBISHING', 'READY') or erased_on is not null),
     check (custody <> 'ON_LOAN' or processing = 'READY'),
     check (custody <> 'RECYCLED' or processing in ('DISMANTLED', 'TO_RECYCLE')),
     check (processing <> 'READY' or grade is not null)
   )`,
  'create unique index computer_label on computer (lower(label))',
  'create index on computer (donation_id, id)',
  'create index on computer (processing, custody, id)',
  'create index on computer (donor_id)',
  `create table milestone (
     computer_id text not null references computer (id),
     kind text not null check (kind in ('COLLECTED', 'TRIAGED', 'READY', 'RECYCLED')),
     reached_on date not null,
     commune text not null,
     primary key (computer_id, kind)
   )`,
  'create index on milestone (kind, reached_on)',
  `create table outing (
     id bigint generated always as identity primary key,
     computer_id text not null references computer (id),
     loan_id text not null,
     taken_on date not null,
     back_on date check (back_on >= taken_on),
     ending text check (ending in ('WORKING', 'BROKEN', 'LOST', 'STOLEN')),
     commune text not null,
     check ((back_on is null) = (ending is null))
   )`,
  'create unique index outing_at_once on outing (computer_id) where back_on is null',
  'create index on outing (loan_id, computer_id)',
  'create index on outing (computer_id)',
  `create table erasure (
     id text primary key,
     computer_id text not null references computer (id),
     method text not null check (method in ('CLEAR', 'PURGE', 'DESTROY')),
     standard text not null,
     tool text not null,
     is_success boolean not null,
     storage_serial text,
     certificate_digest text,
     performed_on date not null
   )`,
  'create index on erasure (computer_id, id)',
  `create table repair_ticket (
     id text primary key,
     computer_id text not null references computer (id),
     problem text not null,
     opened_on date not null,
     resolved_on date check (resolved_on >= opened_on),
     outcome text check (outcome in ('REPAIRED', 'NO_FAULT_FOUND', 'WRITTEN_OFF')),
     minutes integer not null check (minutes >= 0),
     parts_cents integer not null check (parts_cents >= 0),
     check ((outcome is null) = (resolved_on is null))
   )`,
  'create unique index repair_at_once on repair_ticket (computer_id) where outcome is null',
  'create index on repair_ticket (computer_id, id)',
  `create table recycling (
     computer_id text primary key references computer (id),
     recycler_id text not null,
     certificate text not null,
     recycled_on date not null
   )`,
];

const hasRole = (...roles: string[]): string =>
  `string_to_array(current_setting('app.roles', true), ',') && array['${roles.join("', '")}']`;
const WORKSHOP = hasRole('technician', 'lender', 'manager', 'service');
const OWN = "current_setting('app.organisation', true) = donor_id";
const VISIBLE_COMPUTER = 'exists (select from computer where computer.id = computer_id)';

const secure = (table: string, visible: string): string[] => [
  `alter table ${table} enable row level security`,
  `create policy visible on ${table} using (${visible})`,
];

/** A partner sees what became of its own gifts, and nothing else. */
const rowSecurity = [
  ...secure('donation', `${WORKSHOP} or (${hasRole('partner')} and ${OWN})`),
  ...secure('computer', `${WORKSHOP} or (${hasRole('partner')} and ${OWN})`),
  ...['milestone', 'erasure', 'recycling'].flatMap((table) => secure(table, `${WORKSHOP} or ${VISIBLE_COMPUTER}`)),
  ...['outing', 'repair_ticket'].flatMap((table) => secure(table, WORKSHOP)),
];

const TRIAGED_ON =
  "(select reached_on from milestone m where m.computer_id = changed.computer_id and m.kind = 'TRIAGED')";

const marks = [
  ...markTriggerSql({
    table: 'milestone',
    // A machine that becomes READY changes the yield of the month of its triage.
    from: `case kind when 'READY' then coalesce(least(${TRIAGED_ON}, reached_on), reached_on) else reached_on end`,
    to: 'reached_on',
  }),
  ...markTriggerSql({ table: 'outing', from: 'taken_on', to: 'back_on' }),
];
