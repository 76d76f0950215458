import type { Role } from '../access/viewer.ts';

/** Who may read the history of a service, as far as they may read the thing itself. */
export interface HistoryReaders {
  roles: readonly Role[];
  /** By kind of thing, the column that its history names (`loan.id`): the row-level security of that table decides. */
  keys: Readonly<Record<string, string>>;
}

const hasOneOf = (roles: readonly Role[]): string =>
  `(select string_to_array(current_setting('app.roles', true), ',') && array['${roles.join("', '")}'])`;

const seenThing = ([noun, key]: [string, string]): string =>
  `when '${noun}' then exists (select from ${key.split('.')[0]} where ${key} = noun_id)`;

/** Says anew who reads a history, for a migration that adds a kind of thing. */
export const historyReadersSql = ({ roles, keys }: HistoryReaders): string => `
  drop policy if exists seen on history;
  create policy seen on history for select using (${hasOneOf(['service'])} or ${hasOneOf(roles)} and case noun
    ${Object.entries(keys).map(seenThing).join('\n    ')} else false end);`;

/**
 * Keeps a history what it is called. Nobody changes what was recorded, not even whoever owns it: a migration that has to (a law,
 * a person's data) says so by disabling the trigger. An entry is read by who may read the thing that it tells of, and of a thing that
 * is gone by the service alone.
 */
export const historyGuardSql = (readers: HistoryReaders): string => `
  create function refuse_rewriting_history() returns trigger language plpgsql as $$ begin
    raise exception '% is append-only: record what is right now besides, and leave what was recorded', tg_table_name
      using errcode = 'insufficient_privilege';
  end $$;
  create trigger append_only before update or delete or truncate on history
    for each statement execute function refuse_rewriting_history();
  alter table history enable row level security;
  create policy appended on history for insert with check (true);
  ${historyReadersSql(readers)}`;
