import { Migration } from '@mikro-orm/migrations';
import { markTriggerSql } from '../../../packages/figures/measures/mark-trigger.ts';

const SEEN_BY_TRAINERS = `(string_to_array(current_setting('app.roles', true), ',') && array['trainer', 'manager', 'service'])`;
const OUTCOME = `in ('JOB', 'TRAINING', 'BUSINESS', 'OTHER', 'UNKNOWN')`;
const LEVEL = 'smallint not null check';

/** Pathways, what people could do before and after, and what became of them. */
export class Migration0011 extends Migration {
  override up(): void {
    this.addSql(pathways);
    this.addSql(assessments);
    for (const sql of markTriggerSql({ table: 'pathway', from: 'exited_on' })) this.addSql(sql);
  }
}

const pathways = `
  create table pathway (
    id text primary key,
    person_id text not null,
    prescriber_id text,
    programme_id text,
    commune text not null,
    goal text not null check (goal in ('JOB', 'TRAINING', 'BUSINESS', 'RIGHTS', 'FAMILY', 'SOCIAL_LIFE', 'AUTONOMY', 'OTHER')),
    state text not null check (
      state in ('PRESCRIBED', 'ASSESSED', 'IN_PROGRESS', 'COMPLETED', 'DROPPED_OUT', 'REDIRECTED', 'EXITED')
    ),
    prescribed_on date not null,
    moved_on date not null check (moved_on >= prescribed_on),
    started_on date check (started_on >= prescribed_on),
    ending text check (ending in ('COMPLETED', 'DROPPED_OUT', 'REDIRECTED')),
    ended_on date check (ended_on >= prescribed_on),
    redirected_to_id text check (redirected_to_id is null or ending = 'REDIRECTED'),
    outcome text check (outcome ${OUTCOME}),
    exited_on date check (exited_on >= ended_on),
    later_outcome text check (later_outcome ${OUTCOME}),
    later_outcome_on date check (later_outcome_on >= exited_on + interval '6 months'),
    merge_id text,
    check (state not in ('IN_PROGRESS', 'COMPLETED') or started_on is not null),
    check ((ended_on is not null) = (state in ('COMPLETED', 'DROPPED_OUT', 'REDIRECTED', 'EXITED'))),
    check ((ending is not null) = (ended_on is not null)),
    check ((outcome is not null) = (state = 'EXITED')),
    check ((exited_on is not null) = (state = 'EXITED')),
    check ((later_outcome is not null) = (later_outcome_on is not null)),
    check (later_outcome is null or state = 'EXITED')
  );
  create unique index pathway_one_open on pathway (person_id) where state <> 'EXITED' and merge_id is null;
  create index on pathway (person_id, id);
  create index on pathway (prescriber_id, id);
  create index on pathway (exited_on, id) where later_outcome is null or later_outcome = 'UNKNOWN';
  alter table pathway enable row level security;
  create policy seen_by_trainers on pathway using ${SEEN_BY_TRAINERS};`;

const assessments = `
  create table assessment (
    id text primary key,
    pathway_id text not null references pathway,
    assessed_on date not null,
    information_and_data ${LEVEL} (information_and_data between 0 and 8),
    communication_and_collaboration ${LEVEL} (communication_and_collaboration between 0 and 8),
    content_creation ${LEVEL} (content_creation between 0 and 8),
    protection_and_safety ${LEVEL} (protection_and_safety between 0 and 8),
    digital_environment ${LEVEL} (digital_environment between 0 and 8),
    autonomy text not null check (autonomy in ('GUIDED', 'PARTLY', 'AUTONOMOUS'))
  );
  create index on assessment (pathway_id, id);
  alter table assessment enable row level security;
  create policy seen_by_trainers on assessment using ${SEEN_BY_TRAINERS};`;
