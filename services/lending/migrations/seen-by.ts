/** Row-level security of one table: whoever has none of the roles sees no row of it, whatever the code asks. */
export const seenBy = (table: string, roles: readonly string[]): string => `
  alter table ${table} enable row level security;
  create policy seen_by_its_people on ${table} using (
    (select string_to_array(current_setting('app.roles', true), ',') && array['${roles.join("', '")}'])
  );`;

/** Those who lend, and the service itself. */
export const LENDING_ROLES = ['lender', 'manager', 'service'] as const;

/** Those who meet people, and the service itself. */
export const CONTACT_ROLES = ['lender', 'trainer', 'manager', 'service'] as const;
