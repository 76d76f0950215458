import { Migration } from '@mikro-orm/migrations';

/** The installations that speak at this hub: invited, enrolled, approved, or answered for by another hub. */
const TABLE = `
  create table enrolment (
    id text primary key,
    association_id text,
    hub text,
    state text not null check (state in ('INVITED', 'ENROLLED', 'APPROVED', 'VOUCHED', 'SUPERSEDED', 'REVOKED')),
    code_hash text unique,
    invited_at timestamptz,
    expires_at timestamptz,
    install text,
    public_key text,
    enrolled_at timestamptz,
    approved_at timestamptz,
    ended_at timestamptz,
    reason text,
    vouched_by text,
    check (num_nonnulls(association_id, hub) = 1),
    check (num_nulls(code_hash, invited_at, expires_at) in (0, 3)),
    check ((code_hash is null) = (vouched_by is not null)),
    check (num_nulls(install, public_key, enrolled_at) in (0, 3)),
    check (install is not null or state in ('INVITED', 'REVOKED')),
    check ((state in ('SUPERSEDED', 'REVOKED')) = (ended_at is not null))
  );
  create unique index one_install_of_an_association on enrolment (association_id) where state = 'APPROVED';
  create unique index one_install_of_a_hub on enrolment (hub) where state = 'APPROVED';
  create unique index one_vouching_for_an_install on enrolment (install) where vouched_by is not null;
  create index on enrolment (install);`;

export class Enrolment extends Migration {
  override up(): void {
    this.addSql(TABLE);
  }
}
