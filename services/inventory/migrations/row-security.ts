const hasRole = (...roles: string[]): string =>
  `string_to_array(current_setting('app.roles', true), ',') && array['${roles.join("', '")}']`;

const STAFF = hasRole('technician', 'lender', 'manager', 'service');
const VISIBLE_COMPUTER = 'exists (select from computer where computer.id = computer_id)';

const secure = (table: string, visible: string): string[] => [
  `alter table ${table} enable row level security`,
  `create policy visible on ${table} using (${visible})`,
];

/** For the eyes of staff and of the service itself. */
export const forStaff = (table: string): string[] => secure(table, STAFF);

/** For staff, and for the donor of the machine that `computer_id` names. */
export const forStaffAndDonor = (table: string): string[] => secure(table, `${STAFF} or ${VISIBLE_COMPUTER}`);
