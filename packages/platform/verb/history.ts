import type { EntityManager } from '@mikro-orm/postgresql';

/** What happened to one thing: kept for ever, never changed; the thing's state is what its history adds up to. */
export interface Happening {
  /** The kind of thing, as its type is named in the graph: `Loan`. */
  noun: string;
  id: string;
  /** What was done, as the mutation is named: `renewLoan`. */
  verb: string;
  /** The day it happened, which may be before the day it was recorded. */
  on: string;
  /** What is worth keeping of it; never personal data. */
  details?: Record<string, unknown>;
}

/** Each service's first migration creates it. */
export const historyMigrationSql = `
  create table history (
    id bigint generated always as identity primary key,
    noun text not null, noun_id text not null, verb text not null,
    happened_on date not null, recorded_at timestamptz not null, recorded_by text not null, details jsonb not null
  );
  create index on history (noun_id, id);`;

/** Whose change it was, and when it was recorded. */
export interface RecordedBy {
  subject: string | null;
  at: Date;
}

/** Takes `happeningValues`: one parameter for all that happened, since a statement takes 65,535 at most. */
export const INSERT_HAPPENINGS = `
  insert into history (noun, noun_id, verb, happened_on, recorded_at, recorded_by, details)
  select noun, id, verb, "on", ?::timestamptz, ?, coalesce(details, '{}')
  from jsonb_to_recordset(?::jsonb) as happening (noun text, id text, verb text, "on" date, details jsonb)`;

export const happeningValues = ({ subject, at }: RecordedBy, happenings: readonly Happening[]): unknown[] => [
  at,
  subject ?? 'system',
  JSON.stringify(happenings),
];

/** Appends to the history in the transaction of the change itself. */
export async function record(
  em: EntityManager,
  recordedBy: RecordedBy,
  happenings: readonly Happening[],
): Promise<void> {
  await em.execute(INSERT_HAPPENINGS, happeningValues(recordedBy, happenings));
}
