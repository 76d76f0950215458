import { NOTE_USUAL } from './usual-figures.ts';

/**
 * Who is refused, for a later migration: `HERE`, associations of which this hub does not take what they publish; `ABOVE`, what
 * the hub above does not take of what is published here (of the instance itself where the association is empty).
 */
export const refusalMigrationSql = (): string[] => [
  `create table publication_refusal (
     side text not null check (side in ('HERE', 'ABOVE')),
     association text not null,
     code text not null,
     since timestamptz not null,
     primary key (side, association)
   )`,
];

/**
 * What a hub does not believe for what it says, for a later migration:
 * - `refused_slice`: slices outside an association's coverage or implausible beside its past, until they are taken;
 * - `usual_figure`: the most that each association has told of a measure in a month, quarter, year or ever, as of last night,
 *   and what the coordinator has accepted beyond; begins with what is held now;
 * - `acknowledgement.message`: why the hub above refused a slice, in its words.
 */
export const plausibilityMigrationSql = (): string[] => [
  `create table refused_slice (
     association text not null,
     period text not null,
     part integer not null,
     id text not null,
     epoch integer not null,
     revision integer not null,
     code text not null,
     message text not null,
     french text not null,
     totals jsonb not null,
     since timestamptz not null,
     primary key (association, period, part)
   )`,
  `create table usual_figure (
     association text not null,
     measure text not null,
     grain text not null check (grain in ('MONTH', 'QUARTER', 'YEAR', 'EVER')),
     most numeric not null,
     accepted numeric,
     accepted_by text,
     accepted_at timestamptz,
     primary key (association, measure, grain),
     check ((accepted is null) = (accepted_at is null))
   )`,
  NOTE_USUAL,
  'alter table acknowledgement add column message text',
];
