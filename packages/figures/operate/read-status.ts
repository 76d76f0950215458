import type pg from 'pg';
import { queueSchemaOf } from '../../platform/database/database.ts';
import type { PublicationRefusal } from '../read/publication-refusal.ts';
import type { ServiceContext } from '../../platform/context/service-context.ts';
import { LIST_DOUBTED } from './accept-doubted.ts';
import type { DoubtedSlice } from './doubted-slice.ts';
import type {
  FiguresStatus,
  HeardAssociation,
  LastAudit,
  RefusedSlice,
  SliceCounts,
  TouchedYear,
} from './figures-status.ts';

type Reading = Pick<ServiceContext, 'association' | 'database' | 'metrics' | 'upstream'>;

/** How the figures of a service stand. */
export async function readStatus(reading: Reading): Promise<FiguresStatus> {
  const { association, database, upstream } = reading;
  const { service, pool } = database;
  const hub = upstream?.url ?? null;
  const many = async <Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> =>
    (await pool.query<Row & pg.QueryResultRow>(sql, values)).rows;
  const [
    installs,
    counts,
    refused,
    waiting,
    heard,
    seen,
    failures,
    audits,
    touchedYears,
    refusals,
    doubted,
    publishedAt,
  ] = await Promise.all([
    many<Pick<FiguresStatus, 'install' | 'epoch' | 'startedAt'>>(INSTALL),
    many<SliceCounts>(COUNTS, hub),
    many<RefusedSlice>(REFUSED, hub),
    many<{ n: number }>('select count(*) as n from dirty'),
    many<HeardAssociation>(HEARD),
    many<{ incarnation: string; comparedAt: Date }>(SEEN, hub),
    many<{ error: string; at: Date }>(failureSql(queueSchemaOf(service))),
    many<LastAudit>(LAST_AUDIT),
    many<TouchedYear>('select year, differences from pending_adjustment order by year'),
    many<PublicationRefusal>("select code, since from publication_refusal where side = 'ABOVE' order by since limit 1"),
    many<DoubtedSlice>(LIST_DOUBTED),
    publishedAtOf(reading),
  ]);
  return {
    service,
    association,
    hub,
    ...(installs[0] ?? { install: null, epoch: 1, startedAt: null }),
    asOf: heard.find((one) => one.association === association)?.asOf ?? null,
    markersWaiting: waiting[0]!.n,
    slices: counts[0]!,
    refused,
    hubIncarnation: seen[0]?.incarnation ?? null,
    comparedAt: seen[0]?.comparedAt ?? null,
    publishedAt,
    // A job that failed may wait for its next try although a later one went well.
    publicationError: failures.find(({ at }) => publishedAt === null || at > publishedAt)?.error ?? null,
    refusal: refusals[0] ?? null,
    lastAudit: audits[0] ?? null,
    touchedYears,
    heard: association === null ? heard : [],
    doubted,
  };
}

const INSTALL = 'select id as install, epoch, started_at as "startedAt" from install';

/** What the hub `$1` answered to each slice. */
const ANSWERED = `slice s left join acknowledgement a
  on a.association = s.association and a.period = s.period and a.part = s.part and a.hub = $1`;
const HAS_IT = '(a.epoch, a.revision) = (s.epoch, s.revision)';

/** The counts of a service's slices, and of those that the hub `$1` has; it is null where nothing is published. */
export const COUNTS = `
  select count(*) as held, count(*) filter (where s.sealed and s.part = 0) as sealed,
    count(*) filter (where s.part > 0) as adjustments,
    count(*) filter (where ${HAS_IT} and a.refused_at is null) as acknowledged,
    count(*) filter (where $1::text is not null and (${HAS_IT}) is not true) as pending,
    count(*) filter (where ${HAS_IT} and a.refused_at is not null) as refused
  from ${ANSWERED}`;

const REFUSED = `
  select s.association, s.period, s.part, a.refusal as code, a.message, a.refused_at as "refusedAt"
  from ${ANSWERED} where ${HAS_IT} and a.refused_at is not null
  order by s.period, s.association, s.part limit 20`;

const HEARD = `
  select association, as_of as "asOf", received_at as "receivedAt", coalesce(n, 0) as slices
  from heard left join (select association, count(*) as n from slice group by association) as held using (association)
  order by association`;

const SEEN = 'select incarnation, compared_at as "comparedAt" from hub_seen where hub = $1';

const LAST_AUDIT = `
  select ended_at as "endedAt", slices, drifted, rollups from audit_run order by ended_at desc, id desc limit 1`;

/** When it failed follows from the pause that the queue takes before the next try. */
const failureSql = (queue: string): string =>
  `select last_error as error, run_at - exp(least(attempts, 10)) * interval '1 second' as at from ${queue}.jobs
    where task_identifier = 'publish' and last_error is not null order by at desc limit 1`;

async function publishedAtOf({ database, metrics }: Reading): Promise<Date | null> {
  const { values } = await metrics.publishedAt.get();
  const found = values.find(({ labels }) => labels['service'] === database.service);
  return found ? new Date(found.value * 1000) : null;
}
