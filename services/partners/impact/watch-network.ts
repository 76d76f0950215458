import type { TaskList } from 'graphile-worker';
import { today } from '../../kit/clock.ts';
import { monthOf } from '../../kit/geography/period.ts';
import { lastClosedMonth } from '../../kit/impact/closed-months.ts';
import { freshnessOf, type Freshness } from '../../kit/impact/freshness.ts';
import { encodeScope, type ImpactScope } from '../../kit/impact/impact-scope.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { allAssociations } from '../association/network.ts';
import { askPeer } from './ask-peer.ts';
import { weigh, type Completeness } from './completeness.ts';
import { expectedIn } from './expected-associations.ts';

const WATCH = 'watch_network';
const PEERS = ['inventory', 'lending', 'training'] as const;

/** A minute is soon enough to say that an hour has passed. */
export const WATCHING_CRONTAB = `* * * * * ${WATCH} ?jobKey=${WATCH}`;

/** What a hub watches its network with. */
export type Watching = Pick<
  ServiceContext,
  'association' | 'callPeer' | 'clock' | 'freshSeconds' | 'log' | 'metrics' | 'sql'
>;

/** The task by which a hub counts who is late, and says once when an association becomes late and once when it is back. */
export const watchingTasks = (context: Watching): TaskList => ({ [WATCH]: watchNetwork(context) });

/** After each start all who are late are told anew, since somebody may have missed it. */
export function watchNetwork(watching: Watching): () => Promise<void> {
  const { association, metrics, log } = watching;
  let lateBefore = new Set<string>();
  return async () => {
    if (association !== null) return;
    // A copy, since a context keeps what it has read.
    const freshness = await allFreshness({ ...watching });
    const completeness = await completenessNow({ ...watching }, freshness);
    count(metrics, completeness);
    const late = new Set(completeness.late.map(({ id }) => id));
    for (const id of without(late, lateBefore)) tellLate(log, id, freshness.flat());
    for (const id of without(lateBefore, late))
      log(`${id} reports again`, { event: 'association_back', association: id });
    lateBefore = late;
  };
}

const without = (all: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...all].filter((id) => !others.has(id));

async function allFreshness(watching: Watching): Promise<Freshness[][]> {
  const id = encodeScope(scopeNow(watching));
  const told = PEERS.map(async (peer) => (await askPeer(watching, peer, [id], [])).get(id)!.freshness);
  return Promise.all([...told, freshnessOf(scopeNow(watching), watching)]);
}

async function completenessNow(watching: Watching, freshness: Freshness[][]): Promise<Completeness> {
  const { clock, freshSeconds } = watching;
  const [scope, day] = [scopeNow(watching), today(clock)];
  const expected = expectedIn(scope, await allAssociations(watching), day);
  const freshSince = new Date(clock.now().getTime() - freshSeconds * 1000);
  return weigh(expected, freshness, freshSince, lastClosedMonth(scope.period, day));
}

/** The whole network, this month. */
const scopeNow = ({ clock }: Watching): ImpactScope => ({
  territory: null,
  association: null,
  programme: null,
  period: monthOf(today(clock)),
  geography: 'AT_EVENT',
});

function count({ associations, late }: Watching['metrics'], completeness: Completeness): void {
  associations.set({ state: 'expected' }, completeness.expected);
  associations.set({ state: 'reporting' }, completeness.reporting);
  associations.set({ state: 'up_to_date' }, completeness.upToDate);
  associations.set({ state: 'late' }, completeness.late.length);
  late.reset();
  for (const { id } of completeness.late) late.set({ association: id }, 1);
}

function tellLate(log: Watching['log'], association: string, freshness: readonly Freshness[]): void {
  const instants = freshness.filter((heard) => heard.association === association).map(({ asOf }) => new Date(asOf));
  const oldest = instants.toSorted((a, b) => a.getTime() - b.getTime())[0]?.toISOString() ?? null;
  const since = oldest ? `its oldest figures are of ${oldest}` : 'it was never heard of';
  log(`${association} is late: ${since}`, { event: 'association_late', association, asOf: oldest });
}
