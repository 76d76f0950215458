import { Migration } from '@mikro-orm/migrations';
import { CONTACT_ROLES, LENDING_ROLES, seenBy } from './seen-by.ts';

/** Households move, are reached by e-mail if they agree, are found twice and merged, and are forgotten. */
export class Migration0020 extends Migration {
  override up(): void {
    this.addSql('create extension if not exists fuzzystrmatch');
    this.addSql(households);
    this.addSql(nameKey);
    this.addSql(people);
    this.addSql(moves);
    this.addSql(aliases);
    this.addSql(judgements);
    for (const table of ['household_move', 'household_alias', 'duplicate_judgement']) {
      this.addSql(seenBy(table, LENDING_ROLES));
    }
    this.addSql(seenBy('person_alias', CONTACT_ROLES));
  }
}

const households = `
  alter table household
    add email text check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    add reminded_by_email_since date check (reminded_by_email_since is null or email is not null),
    add erased_on date check (erased_on is null or email is null);
  create index on household (lower(email));`;

// Letters and digits alone, without case or accents: what two spellings of one name have in common.
const nameKey = `
  create function name_key(name text) returns text language sql immutable strict parallel safe
  return regexp_replace(regexp_replace(lower(normalize(name, nfkd)), '[\\u0300-\\u036f]', '', 'g'), '[^[:alnum:]]', '', 'g');`;

const people = `
  alter table person
    add erased_on date,
    add given_key text generated always as (name_key(given_name)) stored,
    add family_key text generated always as (name_key(family_name)) stored;
  create index on person (birth_year, id);
  create index on person (family_key, given_key);`;

// Where a household lived before each of its moves; where it lives now is its own commune.
const moves = `
  create table household_move (
    household_id text not null references household,
    moved_on date not null,
    from_commune text not null,
    primary key (household_id, moved_on)
  );`;

// What was merged into another leaves its id, and nothing else of itself.
const aliases = `
  create table household_alias (
    id text primary key,
    kept_id text not null references household,
    merged_on date not null,
    check (id <> kept_id)
  );
  create index on household_alias (kept_id);
  create table person_alias (
    id text primary key,
    kept_id text not null references person,
    merged_on date not null,
    is_settling boolean not null default true,
    check (id <> kept_id)
  );
  create index on person_alias (kept_id);`;

const judgements = `
  create table duplicate_judgement (
    one_id text not null,
    other_id text not null check (other_id > one_id),
    judgement text not null check (judgement in ('SAME', 'DIFFERENT')),
    judged_on date not null,
    primary key (one_id, other_id)
  );
  create index on duplicate_judgement (other_id);`;
