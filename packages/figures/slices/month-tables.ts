/**
 * The life of a month, for a later migration:
 * - `audit_run`: what each audit found: counts, times, and the periods that were told otherwise than operations counted;
 * - `rollup_check`: when an association's rollups were last held against its facts;
 * - `pending_adjustment`: sealed years whose operations were touched since; `differences` is how many facts now count
 *   otherwise, null until the year is looked at;
 * - `hub_seen`: the incarnation that each hub above last spoke in, and in which, and in which epoch of ours, both sides were
 *   last compared.
 */
export const monthsMigrationSql = (): string[] => [
  `create table audit_run (
     id bigint generated always as identity primary key,
     began_at timestamptz not null,
     ended_at timestamptz not null check (ended_at >= began_at),
     slices integer not null,
     drifted text[] not null,
     rollups integer not null
   )`,
  `create table rollup_check (
     association text primary key,
     checked_at timestamptz not null
   )`,
  `create table pending_adjustment (
     year text primary key,
     touched_at timestamptz not null,
     examined_at timestamptz,
     differences integer check ((differences is null) = (examined_at is null))
   )`,
  `create table hub_seen (
     hub text primary key,
     incarnation text not null,
     compared_incarnation text,
     compared_epoch integer,
     compared_at timestamptz
   )`,
];
