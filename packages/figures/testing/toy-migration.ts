import { Migration } from '@mikro-orm/migrations';
import {
  challengeMigrationSql,
  editionMigrationSql,
  heldEditionMigrationSql,
  impactMigrationSql,
  protocolMigrationSql,
  rollupMeaningMigrationSql,
  rollupRoomMigrationSql,
  rollupsOfAssociationMigrationSql,
} from '../slices/impact-tables.ts';
import { plausibilityMigrationSql, refusalMigrationSql } from '../replication/receive/refusal-tables.ts';
import { freshnessMigrationSql } from '../slices/freshness-tables.ts';
import { markTriggerSql } from '../measures/mark-trigger.ts';
import { monthsMigrationSql } from '../slices/month-tables.ts';

/** Operational tables of a toy, one per kind of measure, with their triggers. */
export class ToyMigration extends Migration {
  override up(): void {
    const statements = [
      ...impactMigrationSql(),
      ...editionMigrationSql(),
      ...protocolMigrationSql(),
      ...freshnessMigrationSql(),
      ...monthsMigrationSql(),
      ...heldEditionMigrationSql(),
      ...rollupMeaningMigrationSql(),
      ...rollupRoomMigrationSql(),
      ...rollupsOfAssociationMigrationSql(),
      ...challengeMigrationSql(),
      ...refusalMigrationSql(),
      ...plausibilityMigrationSql(),
      'create table toy_mending (id serial primary key, mended_on date not null, commune text, programme text, amount numeric default 1)',
      'create table toy_loan (id serial primary key, household text not null, commune text, from_on date not null, to_on date, note text)',
      'create table toy_learning (id serial primary key, person text, learned_on date not null, commune text, hours numeric not null)',
      'create table toy_help (id serial primary key, siret text not null, helped_on date not null, commune text, programme text)',
      ...markTriggerSql({ table: 'toy_mending', from: 'changed.mended_on' }),
      ...markTriggerSql({ table: 'toy_loan', from: 'changed.from_on', to: 'changed.to_on' }),
      ...markTriggerSql({ table: 'toy_learning', from: 'changed.learned_on' }),
      ...markTriggerSql({ table: 'toy_help', from: 'changed.helped_on' }),
    ];
    for (const statement of statements) this.addSql(statement);
  }
}
