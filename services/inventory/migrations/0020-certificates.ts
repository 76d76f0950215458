import { Migration } from '@mikro-orm/migrations';
import { markTriggerSql } from '../../../packages/figures/measures/mark-trigger.ts';

export class Certificates extends Migration {
  override up(): void {
    for (const statement of [...donationEnd, ...tables, ...frozen, ...rowSecurity, ...marks]) this.addSql(statement);
  }
}

const donationEnd = [
  'alter table donation drop constraint donation_state_check',
  `alter table donation add constraint donation_state_check check
     (state in ('OFFERED', 'ACCEPTED', 'DECLINED', 'PICKED_UP', 'INVENTORIED', 'ATTESTED', 'CLOSED'))`,
  'alter table donation add column attested_on date check (attested_on >= inventoried_on)',
  'alter table donation add column closed_on date check (closed_on >= attested_on)',
  "alter table donation add check ((state in ('ATTESTED', 'CLOSED')) = (attested_on is not null))",
  "alter table donation add check ((state = 'CLOSED') = (closed_on is not null))",
];

const tables = [
  `create table certificate (
     id text primary key,
     donation_id text not null,
     donor_id text not null,
     number text not null unique,
     issued_on date not null,
     supersedes_id text unique references certificate (id),
     reason text,
     document text not null,
     foreign key (donation_id, donor_id) references donation (id, donor_id),
     check ((supersedes_id is null) = (reason is null))
   )`,
  'create index on certificate (donation_id, id)',
  `create table certificate_line (
     certificate_id text not null references certificate (id),
     position integer not null,
     computer_id text not null references computer (id),
     label text not null,
     serial text,
     kind text not null,
     brand text,
     model text,
     outcome text not null
       check (outcome in ('ERASED', 'REUSED', 'DISMANTLED', 'RECYCLED', 'LOST', 'STOLEN', 'TRANSFERRED')),
     outcome_on date not null,
     erasures jsonb not null,
     recycler_id text,
     recycling_certificate text,
     transferred_to text,
     primary key (certificate_id, position),
     unique (certificate_id, computer_id),
     check ((outcome = 'RECYCLED') = (recycling_certificate is not null)),
     check ((outcome = 'TRANSFERRED') = (transferred_to is not null))
   )`,
  'create index on certificate_line (computer_id)',
];

/** What was signed never changes, whoever asks. */
const frozen = [
  `create function refuse_change() returns trigger language plpgsql as $frozen$
   begin raise exception 'a % never changes once issued', tg_table_name; end $frozen$`,
  ...['certificate', 'certificate_line'].map(
    (table) => `create trigger frozen before update or delete on ${table} execute function refuse_change()`,
  ),
];

const STAFF = "string_to_array(current_setting('app.roles', true), ',') && array['technician', 'manager', 'service']";
const OWN = `string_to_array(current_setting('app.roles', true), ',') && array['partner']
  and current_setting('app.organisation', true) = donor_id`;

const rowSecurity = [
  'alter table certificate enable row level security',
  `create policy visible on certificate using (${STAFF} or (${OWN}))`,
  'alter table certificate_line enable row level security',
  `create policy visible on certificate_line using (${STAFF}
     or exists (select from certificate where certificate.id = certificate_id))`,
];

const COLLECTED = "join milestone m on m.computer_id = l.computer_id and m.kind = 'COLLECTED'";

/** A line changes the rate of the month its machine was collected in; so does taking a line back. */
const marks = [
  ...markTriggerSql({
    table: 'certificate_line',
    from: "(select reached_on from milestone m where m.computer_id = changed.computer_id and m.kind = 'COLLECTED')",
  }),
  ...markTriggerSql({
    table: 'certificate',
    from: `(select min(m.reached_on) from certificate_line l ${COLLECTED} where l.certificate_id = changed.supersedes_id)`,
    to: `(select max(m.reached_on) from certificate_line l ${COLLECTED} where l.certificate_id = changed.supersedes_id)`,
  }),
];
