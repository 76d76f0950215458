import { ancestorsOf } from '../../geography/ancestors.ts';
import { periodGrain, type Period } from '../../calendar/period.ts';
import { mapDay } from '../measures/fact.ts';
import { countSubjects, listPresences, sumAmounts, type FactCounting } from '../measures/contributions.ts';
import { tidy } from '../../platform/schema/decimal.ts';
import { sliceGrid } from '../measures/grid.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import { memberships, stretchesOf, type Count } from '../measures/meet-periods.ts';
import { protectAmounts } from '../disclosure/protect-amounts.ts';
import { groupsBehind } from './gather-groups.ts';
import { protectCounts, type JudgedCount } from '../disclosure/protect-counts.ts';
import { ALL_PROGRAMMES, type DatedFact } from '../measures/fact.ts';

/** The protected facts of one measure for the slices of these periods. */
export async function countFacts(
  counting: FactCounting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<DatedFact[]> {
  const own = periods.filter((period) => sliceGrid(measure, periodGrain(period)) !== null);
  if (measure.kind === 'SET') return setFacts(counting, measure, own);
  if (measure.kind === 'ADDITIVE') {
    return measure.protects === null ? amountFacts(counting, measure, own) : protectedAmounts(counting, measure, own);
  }
  return measure.protects === null ? countedFacts(counting, measure, own) : protectedCounts(counting, measure, own);
}

async function amountFacts(
  counting: FactCounting,
  measure: CountedMeasure,
  months: readonly Period[],
): Promise<DatedFact[]> {
  const rows = await sumAmounts(counting, measure, months, false);
  return merged(
    counting,
    measure,
    rows.map((row) => ({ ...row, member: '' })),
  );
}

async function countedFacts(
  counting: FactCounting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<DatedFact[]> {
  const rows = await countSubjects(counting, measure, periods);
  return merged(
    counting,
    measure,
    rows.map((row) => ({ ...row, programme: null, member: '' })),
  );
}

async function setFacts(
  counting: FactCounting,
  measure: CountedMeasure,
  months: readonly Period[],
): Promise<DatedFact[]> {
  const rows = memberships(await listPresences(counting, measure, months), stretchesOf(months, counting.today, false));
  const facts = merged(
    counting,
    measure,
    rows.map((row) => ({ ...row, value: 1 })),
  );
  return facts.map((fact) => ({ ...fact, value: 1 }));
}

async function protectedAmounts(
  counting: FactCounting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<DatedFact[]> {
  const months = periods.filter((period) => period.length > 4);
  const { remainder: contributions } = measure;
  const own = await sumAmounts(counting, measure, months, true);
  const left = contributions ? await sumAmounts(counting, { ...measure, contributions }, months, true) : [];
  const groups = measure.stays ? await groupsBehind(counting, measure) : null;
  return protectAmounts(measure, periods, { own, left, groups, today: counting.today });
}

async function protectedCounts(
  counting: FactCounting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<DatedFact[]> {
  const { today, asOf } = counting;
  const groups = await groupsBehind(counting, measure);
  const counts = await judgedCounts(counting, measure, periods);
  return protectCounts(measure, periods, { counts, groups, today, asOf });
}

/** The counts, each with whom it rests on and leaves over. */
async function judgedCounts(
  counting: FactCounting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<JudgedCount[]> {
  const { restsOn, remainder } = measure;
  const count = (contributions: string) => countSubjects(counting, { ...measure, contributions }, periods);
  const counts = await count(measure.contributions);
  const own = byPlace(restsOn ? await count(restsOn) : counts);
  const left = byPlace(remainder ? await count(remainder) : []);
  return counts.map((one) => {
    const place = keyOf(one);
    return { ...one, basis: { own: own.get(place) ?? 0, remainder: left.get(place) ?? 0 } };
  });
}

const keyOf = ({ period, commune }: Count): string => `${period} ${commune}`;
const byPlace = (counts: readonly Count[]): Map<string, number> =>
  new Map(counts.map((count) => [keyOf(count), count.value]));

interface Placed {
  period: Period;
  commune: string;
  programme: string | null;
  member: string;
  value: number;
}

/** One fact per place: communes that have merged since count together. */
function merged({ asOf }: FactCounting, measure: CountedMeasure, rows: readonly Placed[]): DatedFact[] {
  const facts = new Map<string, DatedFact & { value: number }>();
  for (const { period, commune, programme, member, value } of rows) {
    const territory = placeOf(measure, commune, mapDay({ period }, asOf));
    const key = [period, territory, programme, member].join('|');
    const known = facts.get(key)?.value ?? 0;
    facts.set(key, {
      period,
      territory,
      measure: measure.name,
      programme: programme ?? ALL_PROGRAMMES,
      member,
      value: tidy(known + value),
    });
  }
  return [...facts.values()];
}

function placeOf(measure: CountedMeasure, code: string | null, on: string): string {
  if (code === null) throw new Error(`Measure ${measure.name}: a contribution has no place, and the instance no seat`);
  return ancestorsOf(code, on)[0]!;
}
