import { Client } from 'pg';

/** All that a database holds besides the server's own, as lines: whose it is, who may, what is hidden from whom, every row. */
export async function whatItHolds(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const lines = (await client.query<{ line: string }>(CATALOG)).rows.map(({ line }) => line);
    const { rows: relations } = await client.query<{ name: string; kind: string }>(RELATIONS);
    for (const { name, kind } of relations) {
      const { rows } = await client.query<{ line: string }>(kind === 'S' ? sequence(name) : content(name));
      lines.push(`${name} ${rows[0]!.line}`);
    }
    return lines.toSorted();
  } finally {
    await client.end();
  }
}

const OWN = `nspname !~ '^pg_' and nspname <> 'information_schema'`;
const RELATIONS = `
  select oid::regclass::text as name, relkind as kind from pg_class
   where relkind in ('r', 'S') and relnamespace in (select oid from pg_namespace where ${OWN})`;

const sequence = (name: string): string => `select last_value || ' ' || is_called as line from ${name}`;
const content = (name: string): string =>
  `select count(*) || ' rows ' || md5(coalesce(string_agg(row::text, chr(10) order by row::text), '')) as line from ${name} row`;

/** Privileges in one order; where none were given, those that a kind of thing has by itself. */
const may = (privileges: string, kind: string, owner: string): string =>
  `(select string_agg(each::text, ' ' order by each::text) from unnest(coalesce(${privileges}, acldefault('${kind}', ${owner}))) each)`;

const CATALOG = `
  with own as (select oid from pg_namespace where ${OWN})
  select concat_ws(' ', 'database', ${may('datacl', 'd', 'datdba')}) as line
    from pg_database where datname = current_database()
  union all
  select concat_ws(' ', 'schema', nspname, pg_get_userbyid(nspowner), ${may('nspacl', 'n', 'nspowner')})
    from pg_namespace where ${OWN}
  union all
  select concat_ws(' ', relkind, oid::regclass, pg_get_userbyid(relowner), relrowsecurity, relforcerowsecurity,
                   case when relkind in ('r', 'v') then ${may('relacl', 'r', 'relowner')}
                        when relkind = 'S' then ${may('relacl', 'S', 'relowner')} end)
    from pg_class where relnamespace in (select oid from own) and relkind in ('r', 'v', 'S', 'i')
  union all
  select concat_ws(' ', 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
                   pg_get_expr(adbin, adrelid), attacl)
    from pg_attribute join pg_class on pg_class.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
   where relnamespace in (select oid from own) and attnum > 0 and not attisdropped
  union all
  select concat_ws(' ', 'routine', oid::regprocedure, pg_get_userbyid(proowner), prosecdef, proconfig, md5(prosrc),
                   ${may('proacl', 'f', 'proowner')})
    from pg_proc where pronamespace in (select oid from own)
  union all
  select concat_ws(' ', 'type', oid::regtype, pg_get_userbyid(typowner), ${may('typacl', 'T', 'typowner')})
    from pg_type where typnamespace in (select oid from own)
  union all
  select concat_ws(' ', 'policy', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check) from pg_policies
  union all
  select concat_ws(' ', 'trigger', tgenabled, pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
  union all
  select concat_ws(' ', 'constraint', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid))
    from pg_constraint where connamespace in (select oid from own)
  union all
  select concat_ws(' ', 'by default', pg_get_userbyid(defaclrole), defaclnamespace, defaclobjtype, defaclacl) from pg_default_acl
  union all
  -- A backup does not say whose an extension is: whoever restores it.
  select concat_ws(' ', 'extension', extname, extnamespace::regnamespace) from pg_extension
  union all
  select concat_ws(' ', 'login', login.rolname, role.rolname, inherit_option, set_option)
    from pg_auth_members join pg_roles login on login.oid = member join pg_roles role on role.oid = roleid
   where role.rolname like 'passerelle_%'`;
