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
