import { Migration } from '@mikro-orm/migrations';
import { forStaff } from './row-security.ts';

export class Bench extends Migration {
  override up(): void {
    for (const statement of [...tests, ...repairs, ...parts]) this.addSql(statement);
  }
}

const tests = [
  `create table functional_test (
     id text primary key,
     computer_id text not null references computer (id),
     tested_on date not null,
     tested_by text not null,
     is_passed boolean not null,
     grade text not null check (grade in ('A', 'B', 'C')),
     minutes integer check (minutes >= 0),
     checks jsonb not null
   )`,
  'create index on functional_test (computer_id, id)',
  ...forStaff('functional_test'),
];

const repairs = [
  'alter table repair_ticket add state text, add moved_on date, add crossing_id text unique',
  `update repair_ticket set state = case when outcome is null then 'ASSESS'
     when outcome = 'WRITTEN_OFF' then 'WRITTEN_OFF' else 'RESOLVED' end,
     moved_on = coalesce(resolved_on, opened_on)`,
  `alter table repair_ticket alter state set not null, alter moved_on set not null,
     add check (state in ('ASSESS', 'PARTS', 'REPAIRING', 'RESOLVED', 'WRITTEN_OFF')),
     add check ((state in ('RESOLVED', 'WRITTEN_OFF')) = (outcome is not null)),
     add check ((state = 'WRITTEN_OFF') = (outcome is not distinct from 'WRITTEN_OFF'))`,
  'create index on repair_ticket (state, id)',
];

const parts = [
  `alter table computer add dismantled_on date,
     add check (dismantled_on is null or processing in ('DISMANTLED', 'TO_RECYCLE'))`,
  `create table part (
     id text primary key,
     kind text not null check (kind in ('MEMORY', 'PROCESSOR', 'MAINBOARD', 'GRAPHICS', 'NETWORK', 'SCREEN', 'KEYBOARD',
       'POINTING_DEVICE', 'BATTERY', 'POWER', 'COOLING', 'CAMERA', 'OPTICAL_DRIVE', 'CASE', 'OTHER')),
     label text not null,
     is_tested boolean not null,
     cost_cents integer not null check (cost_cents >= 0),
     origin_id text references computer (id),
     stocked_on date not null,
     fitted_in_id text references computer (id),
     repair_ticket_id text references repair_ticket (id),
     fitted_on date check (fitted_on >= stocked_on),
     discarded_on date check (discarded_on >= stocked_on),
     check ((fitted_in_id is null) = (fitted_on is null)),
     check (fitted_in_id <> origin_id),
     check (fitted_on is null or discarded_on is null),
     check (repair_ticket_id is null or fitted_on is not null),
     check (origin_id is null or cost_cents = 0)
   )`,
  'create index on part (kind, id) where fitted_on is null and discarded_on is null',
  'create index on part (origin_id, id)',
  'create index on part (fitted_in_id, id)',
  'create index on part (repair_ticket_id, id)',
  ...forStaff('part'),
];
