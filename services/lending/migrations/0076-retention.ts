import { Migration } from '@mikro-orm/migrations';
import { historyReadersSql } from '../../../packages/platform/verb/history-guard.ts';
import { HISTORY_READERS } from './0070-append-only-history.ts';
import { LENDING_ROLES, seenBy } from './seen-by.ts';

/** Forgetting reaches the other services, and happens by itself when the time has come that the association said. */
export class Retention extends Migration {
  override up(): void {
    this.addSql(elsewhere);
    this.addSql(retention);
    for (const table of ['forgotten_elsewhere', 'retention', 'forgotten_night']) {
      this.addSql(seenBy(table, LENDING_ROLES));
    }
    this.addSql(
      historyReadersSql({ ...HISTORY_READERS, keys: { ...HISTORY_READERS.keys, Retention: 'retention.id' } }),
    );
    this.addSql('alter table household add last_contact_on date');
  }
}

// Whom or what another service has still to forget; the row goes when it has for good.
const elsewhere = `
  create table forgotten_elsewhere (
    id text primary key,
    peer text not null check (peer in ('training', 'inventory')),
    noun_id text not null,
    asked jsonb not null,
    is_pending boolean not null default true
  );
  create index on forgotten_elsewhere (noun_id) where is_pending;`;

// One row at most: without it the time is the longest one.
const retention = `
  create table retention (
    id text primary key check (id = 'retention'),
    months int not null check (months between 1 and 24),
    changed_on date not null
  );
  create table forgotten_night (
    id text primary key,
    night date not null unique,
    households int not null,
    people int not null
  );`;
