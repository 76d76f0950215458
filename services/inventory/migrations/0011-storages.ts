import { Migration } from '@mikro-orm/migrations';
import { forStaffAndDonor } from './row-security.ts';

export class Storages extends Migration {
  override up(): void {
    for (const statement of [...tables, ...known, ...proved, ...forStaffAndDonor('storage')]) this.addSql(statement);
  }
}

const tables = [
  `create table storage (
     id text primary key,
     computer_id text not null references computer (id),
     kind text not null check (kind in ('HDD', 'SSD', 'NVME', 'EMMC', 'OTHER')),
     serial text,
     capacity_gb integer check (capacity_gb > 0),
     declared_on date not null,
     erased_on date,
     is_destruction_due boolean not null default false,
     gone_on date,
     fate text check (fate in ('DESTROYED', 'REMOVED')),
     check ((gone_on is null) = (fate is null)),
     check (gone_on is null or erased_on is not null),
     check (not is_destruction_due or erased_on is null)
   )`,
  'create index on storage (computer_id, id)',
  'create unique index storage_serial_at_once on storage (computer_id, lower(serial)) where gone_on is null',
  // A storage and its first proof may be recorded at once, in whichever order.
  `alter table erasure add storage_id text references storage (id) deferrable initially deferred, add operator text`,
];

/** Each storage that a proof already speaks of, under the name of its first proof. */
const known = [
  `insert into storage (id, computer_id, kind, serial, declared_on, erased_on, is_destruction_due, gone_on, fate)
   select id, computer_id, 'OTHER', storage_serial, declared_on,
          case when is_gone then last_on else erased_on end,
          erased_on is null and is_destruction_due and not is_success,
          case when is_gone then last_on end, case when is_gone then 'DESTROYED' end
     from (
       select distinct on (e.computer_id, lower(e.storage_serial))
              'storage_' || split_part(min(e.id) over same, '_', 2) as id, e.computer_id, e.storage_serial,
              min(e.performed_on) over same as declared_on, e.performed_on as last_on, e.is_success,
              e.is_success and e.method = 'DESTROY' as is_gone, c.erased_on, c.is_destruction_due
         from erasure e join computer c on c.id = e.computer_id
       window same as (partition by e.computer_id, lower(e.storage_serial))
        order by e.computer_id, lower(e.storage_serial), e.id desc
     ) as latest`,
  `update erasure e set storage_id = s.id, operator = coalesce(
       (select recorded_by from history h
         where h.noun_id = e.computer_id and h.verb = 'recordErasure' and h.happened_on = e.performed_on
         order by h.id desc limit 1), 'system')
     from storage s
    where s.computer_id = e.computer_id and lower(s.serial) is not distinct from lower(e.storage_serial)`,
  // A table with checks that wait for the end cannot be altered.
  'set constraints all immediate',
  'alter table erasure alter storage_id set not null, alter operator set not null',
  'create index on erasure (storage_id, id)',
  'alter table computer drop column is_destruction_due',
  'set constraints all deferred',
];

/** Checked when the transaction ends: a machine and its storages change one after the other. */
const proved = [
  `create function check_storages() returns trigger language plpgsql security definer set search_path from current as $check$
   declare changed_id text := coalesce(to_jsonb(new) ->> 'computer_id', new.id);
   begin
     if exists (
       select from computer c join storage s on s.computer_id = c.id
        where c.id = changed_id and c.erased_on is not null and s.erased_on is null
     ) then
       raise exception 'computer % counts as erased and has a storage that is not', changed_id
         using errcode = 'check_violation', constraint = 'computer_storages_erased';
     end if;
     return null;
   end $check$`,
  `create constraint trigger storages_erased after insert or update on computer deferrable initially deferred
   for each row when (new.erased_on is not null) execute function check_storages()`,
  `create constraint trigger storages_erased after insert or update on storage deferrable initially deferred
   for each row when (new.erased_on is null) execute function check_storages()`,
];
