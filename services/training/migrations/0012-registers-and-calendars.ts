import { Migration } from '@mikro-orm/migrations';

/** Hours of the day, distance courses, corrected registers, and one person known as two. */
export class Migration0012 extends Migration {
  override up(): void {
    this.addSql(sessions);
    this.addSql(attendances);
  }
}

const sessions = `
  alter table session
    drop constraint session_mode_check,
    drop constraint session_check,
    add start_time text check (start_time ~ '^([01]\\d|2[0-3]):[0-5]\\d$'),
    add course_provider_id text,
    add course_name text,
    add revision int not null default 0,
    add changed_at timestamptz not null default now(),
    add constraint session_known_mode check (mode in ('ON_SITE', 'HOME', 'REMOTE', 'TELE_TRAINING')),
    add constraint session_placed check (case mode
      when 'ON_SITE' then place_id is not null
      when 'TELE_TRAINING' then place_id is not null
      when 'REMOTE' then place_id is null
      else true end),
    add constraint session_course check (
      (mode = 'TELE_TRAINING') = (course_provider_id is not null) and (mode = 'TELE_TRAINING') = (course_name is not null)
    );
  alter table session alter changed_at drop default;
  create index on session (course_provider_id, id);`;

const attendances = `
  alter table attendance
    drop constraint attendance_status_check,
    drop constraint attendance_session_id_person_id_key,
    add double_of text references attendance,
    add constraint attendance_known_status check (status in ('BOOKED', 'SEEN', 'EXCUSED', 'NO_SHOW', 'STRUCK_OUT'));
  create unique index attendance_once on attendance (session_id, person_id) where double_of is null;`;
