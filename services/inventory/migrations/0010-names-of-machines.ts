import { Migration } from '@mikro-orm/migrations';
import { forStaff } from './row-security.ts';

export class NamesOfMachines extends Migration {
  override up(): void {
    for (const statement of [...tables, ...knownNames, ...forStaff('alias')]) this.addSql(statement);
  }
}

const tables = [
  `create table alias (
     id text primary key,
     computer_id text not null references computer (id),
     kind text not null check (kind in ('LABEL', 'SERIAL', 'ASSET_TAG')),
     value text not null check (value <> ''),
     since date not null,
     retired_on date check (retired_on >= since),
     added_by text not null,
     -- One label at a time, once the transaction that changes it is over.
     constraint alias_worn_label exclude using btree (computer_id with =) where (kind = 'LABEL' and retired_on is null)
       deferrable initially deferred
   )`,
  // A label that came off still names its machine: no other ever wears it.
  "create unique index alias_label on alias (lower(value)) where kind = 'LABEL'",
  'create index on alias (lower(value))',
  'create index on alias (computer_id, id)',
];

/** Under ids that sort before all later ones, the label first. */
const knownNames = (
  [
    ['LABEL', 'label', 0],
    ['SERIAL', 'serial', 1],
    ['ASSET_TAG', 'asset_tag', 2],
  ] as const
).map(
  ([kind, column, number]) => `
    insert into alias (id, computer_id, kind, value, since, added_by)
    select 'alias_0${number}' || left(md5(c.id), 24), c.id, '${kind}', btrim(c.${column}),
           least((select min(happened_on) from history h where h.noun_id = c.id), c.moved_on), 'system'
      from computer c where btrim(c.${column}) <> ''`,
);
