/** Where the rows of a table name organisations. */
export interface NamesOrganisations {
  table: string;
  columns: readonly string[];
  /** What its rows are called in the history, by their `id`; nothing is told of rows without a history. */
  noun?: string;
}

/** Held alone while a merge is followed, and shared by whoever names an organisation. */
export const MERGES_LOCK = `hashtextextended('merges of organisations', 0)`;

/** Under which id organisations are kept that were entered twice: what is kept is no alias itself. */
export const organisationAliasesSql = `
  create table organisation_alias (
    id text primary key,
    kept_id text not null,
    followed_on date not null,
    check (id <> kept_id)
  );
  create index on organisation_alias (kept_id);
  create function kept_organisation(given text) returns text language sql stable set search_path from current as $$
    select coalesce((select kept_id from organisation_alias where id = given), given)
  $$;`;

/**
 * Has a table name organisations by the id that is kept, whoever writes. A merge waits for those who are writing, and
 * they for it, so that no row is left behind.
 */
export const namesTheKeptSql = ({ table, columns }: NamesOrganisations): string => `
  create function name_the_kept_in_${table}() returns trigger language plpgsql set search_path from current as $$
  begin
    perform pg_advisory_xact_lock_shared(${MERGES_LOCK});
    ${columns.map((column) => `new.${column} := kept_organisation(new.${column});`).join('\n    ')}
    return new;
  end $$;
  create trigger name_the_kept before insert or update of ${columns.join(', ')} on ${table}
    for each row execute function name_the_kept_in_${table}();`;
