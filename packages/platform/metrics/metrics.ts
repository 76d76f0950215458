import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { SUBGRAPH_NAMES } from '../peers/subgraph.ts';
import { EVENTS } from './operator-log.ts';

/** Where a process keeps what it counts. One per process, handed to everything in it. */
export interface Metrics extends Counts, Readings {
  /** Adds what is read from a database at each scrape. */
  onScrape(read: () => Promise<void>): void;
  /** Everything in Prometheus' text format: reads first, one scrape after the other. */
  expose(): Promise<string>;
  contentType: string;
  /** Names of all metrics. */
  names(): string[];
}

type Counts = ReturnType<typeof countsIn>;
type Readings = ReturnType<typeof readingsIn>;

/** From a fast read to the longest that a gateway waits. */
const REQUEST_SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];
/** From one changed month to the first count of ten years. */
const BUILD_SECONDS = [0.05, 0.2, 1, 5, 20, 60, 300];

/** Metrics on a registry of their own; `ofProcess` adds those of Node itself: memory, event loop, CPU. */
export function createMetrics({ ofProcess = false } = {}): Metrics {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const counts = countsIn(registry);
  const readings = readingsIn(registry);
  const reads: (() => Promise<void>)[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const scrape = async (): Promise<string> => {
    for (const gauge of Object.values(readings)) gauge.reset();
    await Promise.all(reads.map((read) => read()));
    return registry.metrics();
  };
  return {
    ...counts,
    ...readings,
    onScrape: (read) => void reads.push(read),
    expose: () => {
      const scraped = last.then(scrape);
      last = scraped.catch(() => {});
      return scraped;
    },
    contentType: registry.contentType,
    names: () => registry.getMetricsAsArray().map(({ name }) => name),
  };
}

/** What the process itself sees happen. */
function countsIn(registry: Registry) {
  const registers = [registry];
  const counts = {
    requests: new Histogram({
      name: 'passerelle_request_seconds',
      help: 'GraphQL operations answered, and how long each took.',
      labelNames: ['service', 'kind', 'outcome'],
      buckets: REQUEST_SECONDS,
      registers,
    }),
    refusals: new Counter({
      name: 'passerelle_refusals_total',
      help: 'Mutations that the domain said no to, by the code of their user error.',
      labelNames: ['service', 'code'],
      registers,
    }),
    unresolved: new Counter({
      name: 'passerelle_unresolved_references_total',
      help: 'Places of answers that were left empty, since what they name is not known to the service that keeps it.',
      registers,
    }),
    slices: new Counter({
      name: 'passerelle_slices_received_total',
      help: 'Slices that associations sent to this hub, by what became of them.',
      labelNames: ['service', 'outcome'],
      registers,
    }),
    doubts: new Counter({
      name: 'passerelle_slices_refused_total',
      help: 'Slices that were not believed, by the reason given.',
      labelNames: ['service', 'code'],
      registers,
    }),
    builds: new Histogram({
      name: 'passerelle_build_seconds',
      help: 'How long it took to compute the figures of the months that had changed.',
      labelNames: ['service'],
      buckets: BUILD_SECONDS,
      registers,
    }),
    publishedAt: new Gauge({
      name: 'passerelle_published_timestamp_seconds',
      help: 'When the upstream hub last answered to all that this process had to tell, what it refused included; absent until it does.',
      labelNames: ['service'],
      registers,
    }),
    associations: new Gauge({
      name: 'passerelle_associations',
      help: 'Member associations that this hub expects, by state: expected, reporting, up_to_date, on_time, offline, late.',
      labelNames: ['state'],
      registers,
    }),
    late: new Gauge({
      name: 'passerelle_association_late',
      help: '1 for each expected association whose figures, of one service at least, are late.',
      labelNames: ['association'],
      registers,
    }),
    events: new Counter({
      name: 'passerelle_events_total',
      help: 'Lines of the log that an operator may have to act on, by their event.',
      labelNames: ['service', 'event'],
      registers,
    }),
  };
  // From nought, so that the first of its kind is an increase.
  for (const service of SUBGRAPH_NAMES)
    for (const event of Object.keys(EVENTS)) counts.events.inc({ service, event }, 0);
  return counts;
}

/** What is true in a database when it is scraped. */
function readingsIn(registry: Registry) {
  const gauge = <Label extends string>(name: string, help: string, ...labels: Label[]) =>
    new Gauge({ name, help, labelNames: ['service', ...labels], registers: [registry] });
  return {
    databaseUp: gauge('passerelle_database_up', 'Whether the service could read its database for this scrape.'),
    jobs: gauge('passerelle_jobs', 'Jobs in the queue: due, or failing and to be tried again.', 'state'),
    oldestJob: gauge('passerelle_oldest_due_job_seconds', 'How long the longest waiting job has been due.'),
    markers: gauge('passerelle_markers_waiting', 'Marks of changed months that no figure counts yet.'),
    asOfAge: gauge(
      'passerelle_as_of_age_seconds',
      'Age of the oldest and of the newest figures that any association has told this service.',
      'which',
    ),
    slicesHeld: gauge('passerelle_slices', 'Slices held, and those of them that are sealed or adjustments.', 'state'),
    epoch: gauge('passerelle_epoch', 'The epoch of this installation: it rises when a database is restored or copied.'),
    auditedAt: gauge('passerelle_audit_timestamp_seconds', 'When the last audit ended; absent before the first.'),
    drift: gauge(
      'passerelle_audit_drift',
      'What the last audit found that no mark told of: slices counted otherwise, rolled-up numbers added otherwise.',
      'of',
    ),
    touchedYears: gauge(
      'passerelle_adjustments_pending',
      'Sealed years that were touched since, which an operator may adjust.',
    ),
    unsent: gauge(
      'passerelle_slices_upstream',
      'Slices that the upstream hub has not acknowledged: pending, or refused.',
      'state',
    ),
  };
}
