/**
 * How fresh what is told is, beyond `heard`, for a later migration:
 * - `told_month`: when an association had first told everything up to the end of a month; a month that was told together
 *   with a later one has no row;
 * - `told_edition`: when what is told of people of a year, or of "ever", was counted (`edition.ts`).
 */
export const freshnessMigrationSql = (): string[] => [
  `create table told_month (
     association text not null,
     month text not null,
     told_at timestamptz not null,
     primary key (association, month)
   )`,
  `create table told_edition (
     association text not null,
     bundle text not null,
     told_at timestamptz not null,
     primary key (association, bundle)
   )`,
];
