/**
 * The tables behind a service's figures, for its first migration (with its schema as search_path):
 * - `dirty`: months to compute again, written by triggers, insert-only;
 * - `slice`: the head of each association and period;
 * - `acknowledgement`: what the upstream hub last answered to each slice, apart from `slice` so that a publication and a
 *   build, whose snapshot may be older, never write the same row;
 * - `fact`: the facts of the present revision of each slice;
 * - `rollup`: facts added up over places, periods and programmes, always equal to their sum;
 * - `heard`: how fresh each association's figures are.
 */
export const impactMigrationSql = (): string[] => [
  `create table dirty (
     id bigint generated always as identity primary key,
     from_month date not null,
     to_month date
   )`,
  `create table slice (
     association text not null,
     period text not null,
     revision integer not null,
     digest text not null,
     contract integer not null,
     as_of timestamptz not null,
     built_at timestamptz not null,
     primary key (association, period)
   )`,
  `create table acknowledgement (
     association text not null,
     period text not null,
     revision integer not null,
     refused_at timestamptz,
     refusal text check ((refusal is null) = (refused_at is null)),
     primary key (association, period)
   )`,
  `create table fact (
     association text not null,
     period text not null,
     territory text not null,
     measure text not null,
     programme text not null,
     member text not null,
     value numeric,
     primary key (association, period, measure, territory, programme, member)
   )`,
  // Reading asks for places and a period first; writing finds its own rows by the whole key.
  `create table rollup (
     territory text not null,
     period text not null,
     measure text not null,
     programme text not null,
     association text not null,
     member text not null,
     value numeric not null,
     hidden integer not null,
     n integer not null,
     primary key (territory, period, measure, programme, association, member)
   )`,
  `create table heard (
     association text primary key,
     as_of timestamptz not null,
     received_at timestamptz not null
   )`,
];

/**
 * What an association remembers of what it has told about people, for a later migration:
 * - `fact.people`: how many people a told figure rests on, null at a hub and for what is no figure on people;
 * - `edition`: since when, and when last, the figures on people of a year, or of "ever", have been told.
 */
export const editionMigrationSql = (): string[] => [
  'alter table fact add column people integer',
  `create table edition (
     bundle text primary key,
     first_told_at timestamptz not null,
     told_at timestamptz not null check (told_at >= first_told_at)
   )`,
];

/**
 * Who says what, and which of it holds, for a later migration:
 * - `slice`: ordered by (epoch, revision); `part` 0 is the period itself, 1, 2, … its adjustments, whose facts are
 *   differences; a sealed one never changes; `install` and `signature` as they came, null for what was built here;
 * - `acknowledgement`: by hub, since what one hub has another has not;
 * - `install`: which installation this database is (`packages/figures/replication/install/`), one row;
 * - `heard_run`: the runs of each install that a hub has heard, in the order it believed them first.
 */
export const protocolMigrationSql = (): string[] => [
  `alter table slice
     add column epoch integer not null default 1,
     add column part integer not null default 0,
     add column reason text,
     add column sealed boolean not null default false,
     add column install text,
     add column signature text,
     drop constraint slice_pkey,
     add primary key (association, period, part)`,
  `alter table fact
     add column part integer not null default 0,
     drop constraint fact_pkey,
     add primary key (association, period, part, measure, territory, programme, member)`,
  // What was acknowledged so far was not signed: everything is told again.
  'delete from acknowledgement',
  `alter table acknowledgement
     add column hub text not null,
     add column part integer not null default 0,
     add column epoch integer not null default 1,
     drop constraint acknowledgement_pkey,
     add primary key (association, period, part, hub)`,
  `create table install (
     is_this boolean primary key default true check (is_this),
     id text not null,
     epoch integer not null check (epoch >= 1),
     system_identifier text not null,
     timeline integer not null,
     run text not null,
     started_at timestamptz not null
   )`,
  `create table heard_run (
     install text not null,
     run text not null,
     nth bigint generated always as identity,
     heard_at timestamptz not null,
     primary key (install, run)
   )`,
];

/** `rollup_meaning`: by which measures and contract the rollups were added up, for a later migration; one row. */
export const rollupMeaningMigrationSql = (): string[] => [
  `create table rollup_meaning (
     is_this boolean primary key default true check (is_this),
     digest text not null
   )`,
];

/** `edition.is_held`: whether what operations count now waits for more people, for a later migration. */
export const heldEditionMigrationSql = (): string[] => [
  'alter table edition add column is_held boolean not null default false',
];

/**
 * Room for new versions beside the old on the pages of `rollup`, for a later migration: a revised slice then touches the
 * index of the rollups it changes one time in six instead of nearly always (docs/benchmarks.md).
 */
export const rollupRoomMigrationSql = (): string[] => ['alter table rollup set (fillfactor = 85)'];

/**
 * Finds the rollups of one association without reading everybody's, for a later migration: a hub that adds them up anew after an
 * upgrade would otherwise read the whole table once for each association before it starts.
 */
export const rollupsOfAssociationMigrationSql = (): string[] => [
  'create index rollup_of_association on rollup (association)',
];

/**
 * What the protocol knows of others beyond what they have said, for a later migration:
 * - `run_challenge`: what a run that was not heard yet has to sign, by install; only the last one holds;
 * - `held_above`: slices of others that the hub above holds newer than this hub, or that this one does not hold at all: both
 *   this hub and the association have gone back to a backup, and the association is told.
 */
export const challengeMigrationSql = (): string[] => [
  `create table run_challenge (
     install text primary key,
     challenge text not null,
     issued_at timestamptz not null
   )`,
  `create table held_above (
     association text not null,
     period text not null,
     part integer not null,
     epoch integer not null,
     revision integer not null,
     digest text not null,
     sealed boolean not null,
     primary key (association, period, part)
   )`,
];
