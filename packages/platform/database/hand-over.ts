import type { SubgraphName } from '../peers/subgraph.ts';
import { OWNER_ROLE } from './roles.ts';

/**
 * Gives a schema and all that is in it to the role that owns schemas: before there was one they belonged to whoever
 * migrated, often a superuser, whose rights the triggers that look past row-level security then had.
 */
export const handOverSql = (service: SubgraphName): string => `
  do $$
  declare statement text;
  begin
    for statement in
      with others as (
        select 'schema' as kind, nspname::text as name, nspowner as owner, oid, 'pg_namespace'::regclass as class
          from pg_namespace where nspname = '${service}'
        union all
        select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end,
               oid::regclass::text, relowner, oid, 'pg_class'::regclass
          from pg_class where relnamespace = '${service}'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
        union all
        select 'routine', oid::regprocedure::text, proowner, oid, 'pg_proc'::regclass
          from pg_proc where pronamespace = '${service}'::regnamespace
      )
      select format('alter %s %s owner to ${OWNER_ROLE}', kind, name) from others
       where owner <> '${OWNER_ROLE}'::regrole
         -- What belongs to a table, or to an extension, goes with it.
         and not exists (select from pg_depend where classid = class and objid = others.oid and deptype in ('a', 'i', 'e'))
    loop
      execute statement;
    end loop;
  end $$;`;
