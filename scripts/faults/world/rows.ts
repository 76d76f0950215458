import type { Client } from 'pg';
import { CANARY } from './canary.ts';

/** Who is in the world of a run. Both associations know some of the same families. */
export const ASSOCIATIONS = ['defis', 'grand-ouest'] as const;
export type Association = (typeof ASSOCIATIONS)[number];
export const SEATS: Record<Association, string> = { defis: 'COM-56121', 'grand-ouest': 'COM-35238' };

/** Three departments, one of them with one commune only. */
export const COMMUNES = ['COM-56121', 'COM-56098', 'COM-56162', 'COM-29232', 'COM-29019', 'COM-35238'];

/** Families of both associations whose number is lower are the same people. */
export const KNOWN_TO_BOTH = 8;

const number = (association: Association, kind: string, n: number): string =>
  `${kind}_01${ASSOCIATIONS.indexOf(association) + 1}${String(n).padStart(23, '0')}`;
export const numberOf = (id: string): number => Number(id.slice(-23));

/** Inserts rows; columns left out take their defaults. */
export async function insert(db: Client, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).join(', ');
  await db.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** A family with a computer on loan. */
export interface Lent {
  n: number;
  commune: string;
  startedOn: string;
  returnedOn: string | null;
}

/** A family, one of its people and its loan, every personal column with a canary in it. */
export async function lend(db: Client, association: Association, lent: readonly Lent[]): Promise<void> {
  const household = ({ n }: Lent): string => number(association, 'household', n);
  const loan = ({ n }: Lent): string => number(association, 'loan', n);
  await insert(
    db,
    'lending.household',
    lent.map((each) => ({
      id: household(each),
      commune: each.commune,
      size: 2,
      registered_on: each.startedOn,
      email: `${CANARY}${each.n}@${CANARY.toLowerCase()}.example`,
    })),
  );
  await insert(
    db,
    'lending.person',
    lent.map((each) => ({
      id: number(association, 'person', each.n),
      given_name: `${CANARY} Given`,
      family_name: `${CANARY} Family ${each.n}`,
      birth_year: 1970,
      household_id: household(each),
    })),
  );
  await insert(
    db,
    'lending.loan',
    lent.map((each) => ({
      id: loan(each),
      state: each.returnedOn === null ? 'ACTIVE' : 'RETURNED',
      household_id: household(each),
      commune: each.commune,
      requested_on: each.startedOn,
      approved_on: each.startedOn,
      signed_on: each.startedOn,
      started_on: each.startedOn,
      last_seen_on: each.startedOn,
      due_on: aYearAfter(each.startedOn),
      returned_on: each.returnedOn,
      term_count: 1,
      last_step_on: each.returnedOn ?? each.startedOn,
    })),
  );
  await insert(
    db,
    'lending.loan_term',
    lent.map((each) => ({
      loan_id: loan(each),
      number: 1,
      starts_on: each.startedOn,
      ends_on: aYearAfter(each.startedOn),
      agreed_on: each.startedOn,
    })),
  );
}

const aYearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

/** A machine that was collected, and perhaps made ready. */
export interface Machine {
  n: number;
  commune: string;
  collectedOn: string;
  readyOn: string | null;
}

export async function collect(db: Client, association: Association, machines: readonly Machine[]): Promise<void> {
  const computer = ({ n }: Machine): string => number(association, 'computer', n);
  const donation = ({ n }: Machine): string => number(association, 'donation', n);
  const donor = 'SIRET-77562000200017';
  await insert(
    db,
    'inventory.donation',
    machines.map((each) => ({
      id: donation(each),
      donor_id: donor,
      state: 'INVENTORIED',
      announced_machines: 1,
      offered_on: each.collectedOn,
      accepted_on: each.collectedOn,
      picked_up_on: each.collectedOn,
      inventoried_on: each.collectedOn,
    })),
  );
  await insert(
    db,
    'inventory.computer',
    machines.map((each) => ({
      id: computer(each),
      donation_id: donation(each),
      donor_id: donor,
      label: `L-${each.n}`,
      kind: 'LAPTOP',
      serial: `${CANARY}-SERIAL-${each.n}`,
      processing: 'COLLECTED',
      custody: 'IN_STOCK',
      moved_on: each.collectedOn,
    })),
  );
  await insert(
    db,
    'inventory.milestone',
    machines.flatMap((each) => [
      { computer_id: computer(each), kind: 'COLLECTED', reached_on: each.collectedOn, commune: each.commune },
      ...(each.readyOn === null
        ? []
        : [{ computer_id: computer(each), kind: 'READY', reached_on: each.readyOn, commune: each.commune }]),
    ]),
  );
}
