/**
 * Rewrites the policies of the schema so that who asks is looked up once for a statement: outside of a sub-select PostgreSQL does it
 * for each row.
 */
export const ONCE_PER_STATEMENT = `
  do $once$
  declare
    policy record;
    roles constant text := '\\(string_to_array\\(current_setting\\(''app\\.roles''::text, true\\), '',''::text\\) && ARRAY\\[[^]]*\\]\\)';
    others constant text := 'current_setting\\(''app\\.(association|organisation)''::text, true\\)';
  begin
    for policy in
      select polname, polrelid::regclass as place, pg_get_expr(polqual, polrelid) as seen
        from pg_policy join pg_class on pg_class.oid = polrelid where relnamespace = current_schema()::regnamespace
    loop
      continue when policy.seen is null or policy.seen !~ 'current_setting' or policy.seen ~ 'SELECT (\\(|)(string_to_array|current_setting)';
      execute format('alter policy %I on %s using (%s)', policy.polname, policy.place,
        regexp_replace(regexp_replace(policy.seen, roles, '(select \\&)', 'g'), others, '(select \\&)', 'g'));
    end loop;
  end $once$`;
