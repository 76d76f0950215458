/** A migration of each service that imports creates these; `visible` says whose rows a viewer may see (row-level security). */
export const importMigrationSql = (visible: string): string[] => [
  `create table import_run (
     id text primary key,
     verb text not null,
     file_name text not null,
     digest text not null check (digest ~ '^[0-9a-f]{64}$'),
     encoding text not null,
     separator text not null,
     ignored_columns text[] not null,
     column_names jsonb not null,
     settings jsonb not null,
     is_dry_run boolean not null,
     is_all_or_nothing boolean not null,
     state text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'REFUSED', 'CANCELLED')),
     total int not null check (total >= 0),
     created int not null default 0,
     skipped int not null default 0,
     refused int not null default 0,
     requested_by text not null,
     requested_roles text[] not null,
     requested_at timestamptz not null,
     finished_at timestamptz,
     check ((state in ('WAITING', 'RUNNING')) = (finished_at is null)),
     check (created >= 0 and skipped >= 0 and refused >= 0 and created + skipped + refused <= total)
   )`,
  `create table import_line (
     run_id text not null references import_run on delete cascade,
     number int not null,
     last int not null check (last >= number),
     draft jsonb,
     draft_key text,
     status text not null check (status in ('WAITING', 'READY', 'CREATED', 'SKIPPED', 'REFUSED')),
     is_unfinished boolean not null default false,
     object_id text,
     code text,
     column_name text,
     message_en text,
     message_fr text,
     primary key (run_id, number),
     check (status <> 'WAITING' or draft is not null),
     check (status <> 'REFUSED' or code is not null)
   )`,
  `create index on import_line (run_id, status, number)`,
  `create index on import_line (run_id, number) where is_unfinished`,
  // What was imported under which key of its file, so that the same line is not imported twice.
  `create table import_origin (
     verb text not null,
     key text not null,
     object_id text not null,
     digest text not null,
     primary key (verb, key)
   )`,
  ...['import_run', 'import_line', 'import_origin'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy visible on ${table} using (${visible})`,
  ]),
];
