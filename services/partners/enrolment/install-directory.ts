import type pg from 'pg';
import type { Database } from '../../../packages/platform/database/database.ts';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { VouchedInstallInput } from '../../../packages/figures/replication/message/figures-message.ts';
import { PUBLIC_KEY } from '../../../packages/platform/peers/install-key.ts';
import type { KnownInstall, MeetInstalls } from '../../../packages/platform/peers/meet-installs.ts';
import { departmentsCovered } from '../association/coverage.ts';
import type { Member } from '../association/network.ts';
import { SLUG } from '../../../packages/platform/references/id-forms.ts';

/** One that was enrolled here says more than one that another hub answers for; a revocation more than both. */
const KNOWN = `
  select known.*, (
    select jsonb_build_object('seat', a.seat, 'coverage', jsonb_agg(jsonb_build_object('since', c.since, 'covers', c.covers)))
    from association a join association_coverage c on c.association_id = a.id
    where a.id = known."associationId" group by a.id
  ) as member
  from (
    select distinct on (install) install, association_id as "associationId", public_key as "publicKey", state
    from enrolment where install is not null
    order by install, state = 'APPROVED' desc, vouched_by is null desc, enrolled_at desc
  ) known where install = any($1) or ($2 and state = 'REVOKED')
    or ("associationId" = any($3) and state = 'APPROVED')`;

/**
 * The first key heard of for an installation is its key for good; nobody is answered for whose association speaks here
 * itself, whom another hub answers for, or who is not registered here: nobody would expect it. Once revoked, it stays so.
 */
const PIN = `
  insert into enrolment (id, association_id, state, install, public_key, enrolled_at, ended_at, vouched_by)
  select v.id, v.association, v.state, v.install, v.public_key, now(),
    case when v.state <> 'VOUCHED' then now() end, $1
  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
    as v(id, install, association, public_key, state)
  where exists (select from association a where a.id = v.association) and not exists (
    select from enrolment e where e.install = v.install
      or (e.association_id = v.association and (e.state = 'APPROVED' or e.state = 'VOUCHED' and e.vouched_by <> $1))
  )
  on conflict do nothing`;

/** Only the hub that answered for it first says more of it. */
const FOLLOW = `
  update enrolment e set state = v.state, ended_at = now()
  from unnest($2::text[], $3::text[], $4::text[]) as v(install, public_key, state)
  where e.install = v.install and e.public_key = v.public_key and e.vouched_by = $1
    and v.state <> 'VOUCHED' and e.state not in ('REVOKED', v.state)`;

/** The directory itself, over the service's own connections. */
export const installDirectory =
  ({ pool }: Pick<Database, 'pool'>): MeetInstalls =>
  async ({ installs, associations = [], revoked = false, vouchedBy = null, vouched = [] }) => {
    if (vouchedBy !== null && vouched.length > 0) await vouch(pool, vouchedBy, vouched.filter(isWellFormed));
    const { rows } = await pool.query<Row>(KNOWN, [installs, revoked, associations]);
    return rows.map(({ member, ...known }) => ({ ...known, departments: member ? departmentsCovered(member) : [] }));
  };

interface Row extends Omit<KnownInstall, 'departments'> {
  /** Null for a hub. */
  member: Pick<Member, 'seat' | 'coverage'> | null;
}

async function vouch(pool: pg.Pool, by: string, vouched: readonly VouchedInstallInput[]): Promise<void> {
  const installs = vouched.map(({ install }) => install);
  const keys = vouched.map(({ publicKey }) => publicKey);
  const states = vouched.map(stateHere);
  await pool.query(FOLLOW, [by, installs, keys, states]);
  const ids = vouched.map(() => newTypeId('enrolment'));
  await pool.query(PIN, [by, ids, installs, vouched.map(({ association }) => association), keys, states]);
}

const isWellFormed = ({ association, publicKey }: VouchedInstallInput): boolean =>
  SLUG.test(association) && PUBLIC_KEY.test(publicKey);

const stateHere = ({ state }: VouchedInstallInput): string =>
  state === 'REVOKED' || state === 'SUPERSEDED' ? state : 'VOUCHED';
