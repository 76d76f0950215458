import { ancestorsOf } from '../../geography/ancestors.ts';
import { periodGrain, type Period } from '../../geography/period.ts';
import { mapDay } from '../slice/apply-slice.ts';
import { countSubjects, listPresences, sumAmounts, type FactCounting } from './contributions.ts';
import { tidy } from '../../decimal.ts';
import { sliceGrid } from './grid.ts';
import type { CountedMeasure } from './measure.ts';
import { memberships, stretchesOf } from './meet-periods.ts';
import { protectAmounts } from '../protect/protect-amounts.ts';
import { protectCounts } from '../protect/protect-counts.ts';
import { ALL_PROGRAMMES, type DatedFact } from '../slice/slice.ts';

/** The protected facts of one measure for the slices of these periods. */
export async function countFacts(
  counting: FactCounting,
  measure: CountedMeasure,
  periods: readonly Period[],
): Promise<DatedFact[]> {
  const own = periods.filter((period) => sliceGrid(measure, periodGrain(period)) !== null);
  if (measure.kind === 'SET') return setFacts(counting, measure, own);
  if (measure.kind === 'ADDITIVE') {
    return measure.protects === null ? amountFacts(counting, measure, own) : protectAmounts(counting, measure, own);
  }
  return measure.protects === null ? countedFacts(counting, measure, own) : protectCounts(counting, measure, own);
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
