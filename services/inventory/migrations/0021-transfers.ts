import { Migration } from '@mikro-orm/migrations';

export class Transfers extends Migration {
  override up(): void {
    for (const statement of [...elsewhere, ...tables, ...rowSecurity]) this.addSql(statement);
  }
}

/** What a machine reached at another association is known here, and counted there. */
const elsewhere = ['alter table milestone add column is_counted boolean not null default true'];

const tables = [
  `create table signing_key (
     id boolean primary key default true check (id),
     public_key text not null,
     private_key text not null
   )`,
  `create table trusted_association (
     id text primary key,
     public_key text not null,
     trusted_on date not null
   )`,
  `create table transfer (
     id text primary key,
     direction text not null check (direction in ('OUTGOING', 'INCOMING')),
     state text not null,
     association text not null,
     offered_on date not null,
     answered_on date check (answered_on >= offered_on),
     decided_on date check (decided_on >= offered_on),
     offer text not null,
     answer text,
     decision text,
     check (direction = 'INCOMING' or state in ('OFFERED', 'DECLINED', 'WITHDRAWN', 'RELEASED')),
     check (direction = 'OUTGOING' or state in ('ACCEPTED', 'DECLINED', 'WITHDRAWN', 'RECEIVED')),
     check ((answer is null) = (answered_on is null)),
     check ((decision is null) = (decided_on is null)),
     check (state not in ('RELEASED', 'ACCEPTED', 'DECLINED', 'RECEIVED') or answer is not null),
     check (state not in ('RELEASED', 'WITHDRAWN', 'RECEIVED') or decision is not null)
   )`,
  'create index on transfer (state, id)',
  `create table transfer_line (
     transfer_id text not null references transfer (id),
     computer_id text not null,
     label text not null,
     primary key (transfer_id, computer_id)
   )`,
  'create index on transfer_line (computer_id)',
  'alter table donation add column transfer_id text references transfer (id)',
  'create index on donation (transfer_id) where transfer_id is not null',
];

const hasRole = (...roles: string[]): string =>
  `string_to_array(current_setting('app.roles', true), ',') && array['${roles.join("', '")}']`;
const STAFF = hasRole('technician', 'manager', 'service');

const secure = (table: string, visible: string): string[] => [
  `alter table ${table} enable row level security`,
  `create policy visible on ${table} using (${visible})`,
];

const rowSecurity = [
  ...secure('signing_key', hasRole('service')),
  ...['trusted_association', 'transfer', 'transfer_line'].flatMap((table) => secure(table, STAFF)),
];
