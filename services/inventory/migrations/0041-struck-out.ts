import { Migration } from '@mikro-orm/migrations';

export class StruckOut extends Migration {
  override up(): void {
    for (const statement of [...machines, ...donations]) this.addSql(statement);
  }
}

const machines = [
  `alter table computer
     drop constraint computer_custody_check,
     add constraint computer_custody_check check (custody in ('AT_DONOR', 'IN_STOCK', 'RESERVED', 'ON_LOAN', 'IN_REPAIR',
       'IN_TRANSFER', 'TRANSFERRED', 'CEDED', 'LOST', 'STOLEN', 'RECYCLED', 'STRUCK_OUT')),
     drop constraint computer_check,
     add constraint computer_check_announced check
       (custody = 'STRUCK_OUT' or (processing = 'ANNOUNCED') = (custody = 'AT_DONOR')),
     add constraint computer_check_struck_out check
       (custody <> 'STRUCK_OUT' or (processing not in ('ERASED', 'REFURBISHING', 'READY') and erased_on is null))`,
  // What was written on a machine that never was may be written on another.
  'drop index computer_label',
  "create unique index computer_label on computer (lower(label)) where custody <> 'STRUCK_OUT'",
];

const donations = [
  'alter table donation add column cancelled_on date check (cancelled_on >= coalesce(accepted_on, offered_on))',
  `alter table donation
     drop constraint donation_state_check,
     add constraint donation_state_check check (state in
       ('OFFERED', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'PICKED_UP', 'INVENTORIED', 'ATTESTED', 'CLOSED')),
     drop constraint donation_check5,
     drop constraint donation_check6,
     add constraint donation_check_accepted check (state in ('OFFERED', 'DECLINED', 'CANCELLED') or accepted_on is not null),
     add constraint donation_check_picked_up check
       (state in ('OFFERED', 'DECLINED', 'CANCELLED', 'ACCEPTED') or picked_up_on is not null),
     add constraint donation_check_cancelled check
       ((state = 'CANCELLED') = (cancelled_on is not null) and (cancelled_on is null or picked_up_on is null))`,
];
