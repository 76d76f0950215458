import { Migration } from '@mikro-orm/migrations';

export class Whereabouts extends Migration {
  override up(): void {
    for (const statement of [...custody, ...recycling, ...standings]) this.addSql(statement);
  }
}

const custody = [
  `alter table computer add reserved_for text,
     drop constraint computer_custody_check,
     add constraint computer_custody_check check (custody in ('AT_DONOR', 'IN_STOCK', 'RESERVED', 'ON_LOAN', 'IN_REPAIR',
       'IN_TRANSFER', 'TRANSFERRED', 'CEDED', 'LOST', 'STOLEN', 'RECYCLED')),
     add check ((custody = 'RESERVED') = (reserved_for is not null)),
     add check (custody not in ('RESERVED', 'CEDED') or processing = 'READY')`,
  `alter table outing drop constraint outing_ending_check,
     add constraint outing_ending_check check (ending in ('WORKING', 'BROKEN', 'LOST', 'STOLEN', 'CEDED'))`,
];

const recycling = [
  `alter table recycling add certificate_digest text, add weight_kg numeric(7, 2) check (weight_kg > 0),
     add storages_destroyed boolean not null default false`,
];

/** What each recorded step made of its machine. The latest gives the whole, so that all add up to what the machine is. */
const standings = [
  `update history h set details = step.details || jsonb_build_object('became', jsonb_strip_nulls(case step.verb
       when 'registerComputer' then jsonb_build_object('processing', coalesce(first.processing, 'COLLECTED'),
         'custody', case when first.processing is null then 'IN_STOCK' else 'AT_DONOR' end)
       when 'pickUpDonation' then '{"processing": "COLLECTED", "custody": "IN_STOCK"}'::jsonb
       when 'triageComputer' then jsonb_build_object('processing', case step.details ->> 'outcome'
         when 'REFURBISH' then 'TRIAGED' when 'DISMANTLE' then 'DISMANTLED' else 'TO_RECYCLE' end)
       when 'recordErasure' then jsonb_build_object('processing', case when step.details @> '{"succeeded": true}' then 'ERASED' end)
       when 'refurbishComputer' then jsonb_build_object('grade', step.details ->> 'grade',
         'processing', case when step.details @> '{"testsPassed": true}' then 'READY' else 'REFURBISHING' end)
       when 'takeOutComputer' then '{"custody": "ON_LOAN"}'::jsonb
       when 'takeBackComputer' then jsonb_build_object(
         'processing', case step.details ->> 'ending' when 'WORKING' then 'TRIAGED' else 'COLLECTED' end,
         'custody', case when step.details ->> 'ending' in ('LOST', 'STOLEN') then step.details ->> 'ending' else 'IN_STOCK' end)
       when 'resolveRepair' then jsonb_build_object(
         'processing', case step.details ->> 'outcome' when 'WRITTEN_OFF' then 'TO_RECYCLE' end)
       when 'sendToRecycling' then '{"processing": "TO_RECYCLE"}'::jsonb
       when 'recordRecycling' then '{"custody": "RECYCLED"}'::jsonb
       else '{}'::jsonb end))
     || case step.verb when 'registerComputer' then jsonb_build_object('since', coalesce(first.since, step.happened_on)) else '{}'::jsonb end
   from history step
   left join lateral (
     select case when exists (select from history p where p.noun_id = step.noun_id and p.verb = 'pickUpDonation')
              then 'ANNOUNCED' end as processing,
            case when exists (select from history p where p.noun_id = step.noun_id and p.verb = 'pickUpDonation')
              then d.accepted_on else d.picked_up_on end as since
       from computer c join donation d on d.id = c.donation_id where c.id = step.noun_id
   ) as first on true
   where step.id = h.id and h.noun = 'Computer'`,
  `update history h set details = jsonb_set(h.details, '{became}', jsonb_strip_nulls(
       jsonb_build_object('processing', c.processing, 'custody', c.custody, 'grade', c.grade)))
     from computer c
    where h.id = (select max(last.id) from history last where last.noun_id = c.id)`,
];
