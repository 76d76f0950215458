import fc from 'fast-check';
import { ancestorsOf } from '../../geography/ancestors.ts';
import { firstDay, lastDay, monthOf, periodGrain, type Period } from '../../calendar/period.ts';
import { hasProgrammes, sliceGrid } from '../measures/grid.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import { lastClosedYear } from '../measures/closing.ts';
import type { ImpactScope } from '../read/impact-scope.ts';
import type { Toy } from './a-toy.ts';

/** Steady ones; of a region that ended in 2016; one that ended in a July, and the one that it became; one that ended with 2018, likewise. */
const COMMUNES = [
  'COM-56121',
  'COM-56098',
  'COM-14118',
  'COM-76540',
  'COM-05150',
  'COM-05024',
  'COM-35113',
  'COM-35004',
];

const DAYS = ['2015-03', '2015-11', '2016-05', '2016-12', '2017-02', '2017-06', '2017-07', '2017-10', '2018-06'];
const PROGRAMMES = ['ordi', null];

/** So many households, people, machines and organisations, somewhere from a month on; `toMonth` null while it lasts. */
export interface Group {
  commune: string;
  fromOn: string;
  toOn: string | null;
  count: number;
  programme: string | null;
  /** The first household of it: those of two groups may be the same. */
  first: number;
}

/** No two groups of the first and the second work begin on the same day. */
const MOST_GROUPS = 8;

/** What was done until a day. */
export const someWork = (today: string, nth: 1 | 2 = 1): fc.Arbitrary<Group[]> => {
  const days = DAYS.map((month, i) => `${month}-1${i}`).filter((day) => day <= today);
  const group = fc.record({
    commune: fc.constantFrom(...COMMUNES),
    from: fc.nat(days.length - 1),
    to: fc.option(fc.nat(days.length - 1), { freq: 3 }),
    count: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 11, max: 40 })),
    programme: fc.constantFrom(...PROGRAMMES),
    first: fc.constantFrom(0, 100, 200),
  });
  return fc.array(group, { minLength: 1, maxLength: MOST_GROUPS }).map((groups) =>
    groups.map(({ from: begin, to, ...rest }, i) => {
      const fromOn = `${days[begin]!.slice(0, 8)}${nth * MOST_GROUPS + 3 + i}`;
      return { ...rest, fromOn, toOn: to === null || to <= begin ? null : days[to]! };
    }),
  );
};

const households = ({ first, count }: Group): string[] => Array.from({ length: count }, (_, i) => `${first + i}`);
const siretOf = (household: string): string => `RNA-W${household.padStart(9, '0')}`;
/** Organisations are few. */
const helped = (group: Group): string[] => households(group).slice(0, 4).map(siretOf);

/** Enters it: as loans, hours, machines and help. */
export async function enter(toy: Toy, work: readonly Group[]): Promise<void> {
  const each = <Row>(of: (group: Group) => Row[]): Row[] => work.flatMap(of);
  await toy.add(
    'toy_loan',
    each((g) =>
      households(g).map((household) => ({ household, commune: g.commune, from_on: g.fromOn, to_on: g.toOn })),
    ),
  );
  await toy.add(
    'toy_learning',
    each((g) => households(g).map((person) => ({ person, commune: g.commune, learned_on: g.fromOn, hours: 1.5 }))),
  );
  await toy.add(
    'toy_mending',
    each((g) => [{ mended_on: g.fromOn, commune: g.commune, programme: g.programme, amount: g.count }]),
  );
  await toy.add(
    'toy_help',
    each((g) => helped(g).map((siret) => ({ siret, helped_on: g.fromOn, commune: g.commune, programme: g.programme }))),
  );
}

/** Something that counts: how much, where, on which day, and for whom. */
interface Event {
  commune: string;
  on: string;
  amount: number;
  member: string;
  programme: string | null;
}

/** What happened on single days. */
const EVENTS: Record<string, (group: Group) => Event[]> = {
  computersMended: (g) => [{ ...g, on: g.fromOn, amount: g.count, member: '' }],
  structuresHelped: (g) => helped(g).map((member) => ({ ...g, on: g.fromOn, amount: 1, member })),
  learnerHours: (g) => [{ ...g, on: g.fromOn, amount: 1.5 * g.count, member: '' }],
  loansStarted: (g) => [{ ...g, on: g.fromOn, amount: g.count, member: '' }],
  loansEnded: (g) => (g.toOn === null ? [] : [{ ...g, on: g.toOn, amount: g.count, member: '' }]),
};

/** A figure that can be asked for. */
export interface Asked {
  measure: CountedMeasure;
  scope: ImpactScope & { territory: string };
}

/** What a figure really is, worked out from what was entered, one by one. */
export function truthOf(work: readonly Group[], { measure, scope }: Asked, today: string): number {
  const { territory, period, programme, geography } = scope;
  const last = lastDay(period) < today ? lastDay(period) : today;
  const isThere = (commune: string, slice: Period): boolean => {
    const ofSlice = slice === 'ever' ? today : lastDay(slice);
    // First the commune that the facts lie in.
    const [leaf] = ancestorsOf(commune, ofSlice) as [string];
    const map = { AT_EVENT: ofSlice, AT_PERIOD_END: last, TODAY: today }[slice === 'ever' ? 'TODAY' : geography];
    return ancestorsOf(leaf, map).includes(territory);
  };
  const happen = EVENTS[measure.name];
  if (!happen) return subjectsIn(work, measure, period, today).filter((one) => isThere(one, period)).length;
  const found = work
    .flatMap(happen)
    .filter(({ on }) => on >= firstDay(period) && on <= last)
    .filter(({ programme: own }) => programme === null || own === programme)
    .filter(({ commune, on }) => isThere(commune, sliceOf(measure, period, on)));
  if (measure.kind === 'SET') return new Set(found.map(({ member }) => member)).size;
  return found.reduce((sum, { amount }) => sum + amount, 0);
}

/** The slice that tells of a day: the period's own, or one of those it is added up from. */
function sliceOf(measure: CountedMeasure, period: Period, on: string): Period {
  if (sliceGrid(measure, periodGrain(period)) !== null) return period;
  return period === 'ever' && measure.protects === 'PERSON' ? on.slice(0, 4) : monthOf(on);
}

/** The commune of each household, or loan, that counts in a period: where it came last. */
function subjectsIn(work: readonly Group[], { name, kind }: CountedMeasure, period: Period, today: string): string[] {
  const until = period === 'ever' ? lastDay(lastClosedYear(today)) : today;
  const last = lastDay(period) < until ? lastDay(period) : until;
  const counts = ({ fromOn, toOn }: Group): boolean =>
    fromOn <= last && (toOn === null || (kind === 'STOCK' ? toOn > last : toOn >= firstDay(period)));
  const there = work.filter(counts).sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
  if (name === 'loansRunning') return there.flatMap((group) => households(group).map(() => group.commune));
  return [...new Map(there.flatMap((g) => households(g).map((one) => [one, g.commune] as const))).values()];
}

/** Every figure of every place that one of these communes lies or lay in, on every map. */
export function askedOn(measures: readonly CountedMeasure[], today: string): Asked[] {
  const years = ['2015', '2016', '2017', '2018'].filter((year) => year <= today);
  const parts = ['2015-03', '2016-Q4', '2016-12', '2017-Q3', '2017-07'].filter((part) => firstDay(part) <= today);
  const maps = ['2015-01-01', '2017-01-01', today];
  const places = new Set(maps.flatMap((map) => COMMUNES.flatMap((commune) => [commune, ...ancestorsOf(commune, map)])));
  return measures.flatMap((measure) =>
    (hasProgrammes(measure) ? PROGRAMMES : [null]).flatMap((programme) =>
      [...years, ...parts, 'ever'].flatMap((period) =>
        (['AT_EVENT', 'AT_PERIOD_END', 'TODAY'] as const).flatMap((geography) =>
          [...places].map((territory) => ({
            measure,
            scope: { territory, period, geography, programme, association: null },
          })),
        ),
      ),
    ),
  );
}
