import type { TaskList } from 'graphile-worker';
import { today } from '../../../packages/calendar/clock.ts';
import { monthOf, type Period } from '../../../packages/calendar/period.ts';
import { lastClosedMonth } from '../../../packages/figures/measures/closed-months.ts';
import { freshnessOf, type Freshness } from '../../../packages/figures/read/freshness.ts';
import { encodeScope, type ImpactScope } from '../../../packages/figures/read/impact-scope.ts';
import type { OperatorLog } from '../../../packages/platform/metrics/operator-log.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { allAssociations } from '../association/network.ts';
import { askPeer } from './ask-peer.ts';
import { weigh, type Completeness } from './completeness.ts';
import { expectedIn } from './expected-associations.ts';
import { refusedHere } from './refused-here.ts';
import type { Reporting } from './reporting.ts';

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
  const lateBefore = new Set<string>();
  const missedBefore = new Set<string>();
  return async () => {
    if (association !== null) return;
    // A copy, since a context keeps what it has read.
    const completeness = await completenessNow({ ...watching });
    count(metrics, completeness);
    for (const reporting of completeness.associations) {
      tellLate(log, reporting, lateBefore);
      tellMissed(log, reporting, completeness.closedMonth, missedBefore);
    }
  };
}

async function completenessNow(watching: Watching): Promise<Completeness> {
  const { clock, freshSeconds } = watching;
  const day = today(clock);
  const closedMonth = lastClosedMonth('ever', day);
  const freshness = await allFreshness(watching, closedMonth ?? monthOf(day));
  const expected = expectedIn(networkIn(monthOf(day)), await allAssociations(watching), day);
  return weigh(
    expected,
    freshness,
    new Date(clock.now().getTime() - freshSeconds * 1000),
    closedMonth,
    await refusedHere(watching),
  );
}

async function allFreshness(watching: Watching, period: Period): Promise<Freshness[][]> {
  const id = encodeScope(networkIn(period));
  const told = PEERS.map(async (peer) => (await askPeer(watching, peer, [id], [])).get(id)!.freshness);
  return Promise.all([...told, freshnessOf(networkIn(period), watching)]);
}

/** The whole network. */
const networkIn = (period: Period): ImpactScope => ({
  territory: null,
  association: null,
  programme: null,
  period,
  geography: 'AT_EVENT',
});

function count({ associations, late }: Watching['metrics'], completeness: Completeness): void {
  associations.set({ state: 'expected' }, completeness.expected);
  associations.set({ state: 'reporting' }, completeness.reporting);
  associations.set({ state: 'up_to_date' }, completeness.upToDate);
  associations.set({ state: 'on_time' }, completeness.associations.filter(({ isOnTime }) => isOnTime !== false).length);
  associations.set({ state: 'offline' }, completeness.offline);
  associations.set({ state: 'late' }, completeness.late.length);
  late.reset();
  for (const { id } of completeness.late) late.set({ association: id }, 1);
}

/** Says once of a month that an association had not told all of it in time, and notes it. */
function tellMissed(
  log: OperatorLog,
  { association: { id }, isOnTime }: Reporting,
  month: Period | null,
  missedBefore: Set<string>,
): void {
  if (isOnTime !== false || missedBefore.has(`${month} ${id}`)) return;
  missedBefore.add(`${month} ${id}`);
  log(`${id} had not told all of ${month} by the 15th`, { event: 'month_not_on_time', association: id, month });
}

/** Says that an association has become late or is back, and notes it. */
function tellLate(
  log: OperatorLog,
  { association: { id }, isLate, asOf, refusal }: Reporting,
  lateBefore: Set<string>,
): void {
  if (isLate === lateBefore.has(id)) return;
  if (!isLate) {
    lateBefore.delete(id);
    return log(`${id} reports again`, { event: 'association_back', association: id });
  }
  lateBefore.add(id);
  const oldest = asOf?.toISOString() ?? null;
  const since = refusal
    ? `it is refused with ${refusal.code}`
    : oldest
      ? `its oldest figures are of ${oldest}`
      : 'it was never heard of';
  log(`${id} is late: ${since}`, { event: 'association_late', association: id, asOf: oldest });
}
