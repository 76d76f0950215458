import DataLoader from 'dataloader';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { ancestorsOf } from '../../geography/ancestors.ts';
import type { Period } from '../../calendar/period.ts';
import { rollupCodes } from '../../geography/rollup.ts';
import { today, type Clock } from '../../calendar/clock.ts';
import { perRequest, type Loading } from '../../platform/read/loader.ts';
import { GraphQLDateTimeISO } from '../../platform/schema/scalars.ts';
import { mapDay } from '../measures/fact.ts';
import { periodsFedBy } from '../measures/grid.ts';
import type { ImpactScope } from './impact-scope.ts';
import { countedByName, type CountedMeasure, type Measure } from '../measures/measure.ts';
import { GraphQLPeriod } from '../measures/period-scalar.ts';
import { yearOf } from '../slices/seal-state.ts';
import { ALL_PROGRAMMES } from '../measures/fact.ts';

@Directive('@shareable')
@ObjectType({
  description: 'A correction of a sealed period: the difference it made is in the figures, beside what was sealed.',
})
export class Adjustment {
  @Field(() => ID, { description: 'The association that made it.' })
  association!: string;

  @Field(() => GraphQLPeriod, { description: 'The sealed period it corrects.' })
  period!: Period;

  @Field(() => Int, { description: '1 for the first adjustment of that period, then 2, …' })
  number!: number;

  @Field(() => String, { description: 'Why it was made, in words of the association. Names nobody.' })
  reason!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was made.' })
  at!: Date;

  @Field(() => [String], { description: 'The figures it touches here, by their names.' })
  measures!: string[];
}

/** One figure that an adjustment touches at one place. */
type Touch = [measure: string, territory: string, programme: string];

interface Row extends Omit<Adjustment, 'measures'> {
  touches: Touch[] | null;
}

/** What adjustments touch at a place, on the map of their periods, or below it. */
interface TouchedThere {
  row: Row;
  measure: string;
  programme: string;
}

const MOST = 1_000;
const LATEST = 'order by as_of desc, period, association, part';
const ADJUSTMENTS = `
  with adjusted as materialized (select association, period, part, reason, as_of from slice where part > 0)
  select k.n::int, a.association, a.period, a.part as number, a.reason, a.as_of as at, (
      select jsonb_agg(distinct jsonb_build_array(f.measure, f.territory, f.programme)) from fact f
       where f.association = a.association and f.period = a.period and f.part = a.part
    ) as touches
    from unnest($1::text[], $2::text[]) with ordinality as k(association, year, n)
   cross join lateral (
      select * from adjusted
       where (k.association is null or adjusted.association = k.association)
         and (k.year is null or left(adjusted.period, 4) = k.year)
       ${LATEST} limit ${MOST}
    ) as a
   ${LATEST}`;

/** Of which association and year; null: of all of them. */
type Key = Pick<ImpactScope, 'association'> & { year: Period | null };

/** The adjustments of an association and a year, by the places they touch: however many places are read, looked up once. */
const touchedPlaces = perRequest<Loading, Key, Map<string, TouchedThere[]>>(
  ({ sql }) =>
    new DataLoader<Key, Map<string, TouchedThere[]>, string>(
      async (keys) => {
        const own = [keys.map(({ association }) => association), keys.map(({ year }) => year)];
        const byKey = Map.groupBy(await sql.rows<Row & { n: number }>(ADJUSTMENTS, own), ({ n }) => n);
        return keys.map((_, i) => byPlace(byKey.get(i + 1) ?? []));
      },
      { cacheKeyFn: ({ association, year }) => JSON.stringify([association, year]) },
    ),
);

const ANYWHERE = '';

function byPlace(rows: readonly Row[]): Map<string, TouchedThere[]> {
  const touched = rows.flatMap((row) =>
    (row.touches ?? []).flatMap(([measure, place, programme]) =>
      [ANYWHERE, ...ancestorsOf(place, mapDay(row))].map((code) => ({ code, there: { row, measure, programme } })),
    ),
  );
  const grouped = Map.groupBy(touched, ({ code }) => code);
  return new Map([...grouped].map(([code, there]) => [code, there.map((one) => one.there)]));
}

/** The adjustments that touch what a scope tells, wherever it is looked for on its map, the latest first. */
export async function adjustmentsOf(
  scope: ImpactScope,
  measures: readonly Measure[],
  context: Loading & { clock: Clock },
): Promise<Adjustment[]> {
  const { association, period, territory, geography } = scope;
  const places = await touchedPlaces(context).load({ association, year: period === 'ever' ? null : yearOf(period) });
  const byName = countedByName(measures);
  const codes = territory === null ? [ANYWHERE] : rollupCodes(territory, period, geography, today(context.clock)).main;
  const there = codes.flatMap((code) => places.get(code) ?? []);
  const touched = there.filter((one) => isTouched(scope, one, byName));
  return [...Map.groupBy(touched, ({ row }) => row)].map(([row, own]) => ({
    association: row.association,
    period: row.period,
    number: row.number,
    reason: row.reason,
    at: new Date(row.at),
    measures: [...new Set(own.map(({ measure }) => measure))],
  }));
}

function isTouched(
  { programme, period }: ImpactScope,
  { row, measure, programme: own }: TouchedThere,
  measures: ReadonlyMap<string, CountedMeasure>,
): boolean {
  const counted = measures.get(measure);
  if (!counted || !periodsFedBy(counted, row.period).includes(period)) return false;
  return programme === null || own === programme || own === ALL_PROGRAMMES;
}
