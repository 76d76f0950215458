import { Migration } from '@mikro-orm/migrations';

const SEEN_BY_TRAINERS = `(string_to_array(current_setting('app.roles', true), ',') && array['trainer', 'manager', 'service'])`;

/** Under which id a person is kept who was known as two. */
export class AliasesOfPeople extends Migration {
  override up(): void {
    this.addSql(aliases);
    this.addSql(earlierMerges);
  }
}

// What is kept is no alias itself: a chain of merges is shortened as it grows.
const aliases = `
  create table person_alias (
    id text primary key,
    kept_id text not null,
    merged_on date not null,
    check (id <> kept_id)
  );
  create index on person_alias (kept_id);
  alter table person_alias enable row level security;
  create policy seen_by_trainers on person_alias using ${SEEN_BY_TRAINERS};`;

// Lending names a merge by the id that was given up, and asks once: what followed it says whose it is now.
const earlierMerges = `
  insert into person_alias (id, kept_id, merged_on)
  select distinct on (history.details ->> 'mergeId') history.details ->> 'mergeId', moved.person_id, history.happened_on
    from history join (
      select id, person_id from attendance union all
      select id, person_id from visa union all
      select id, person_id from pathway
    ) as moved on moved.id = history.noun_id
   where history.verb = 'repointPerson' and starts_with(history.details ->> 'mergeId', 'person_')
     and history.details ->> 'mergeId' <> moved.person_id
   order by history.details ->> 'mergeId', history.id;`;
